/** Customers who go on writing: `rate` messages a second, half of them to what stands at the top of the list. */
export function startWriter({ company, channel, ids }, rate) {
  const writer = { written: 0, failed: undefined, stop };
  const began = performance.now();
  let isOn = true;
  const done = run();
  return writer;

  async function run() {
    const { items } = await company.call('GET', '/conversations?view=all&sort=timeLeft&limit=100');
    const top = items.map((row) => ids.indexOf(row.id)).filter((at) => at >= 0);
    while (isOn) {
      const due = Math.floor(((performance.now() - began) / 1000) * rate) - writer.written;
      if (due > 0) {
        const messages = Array.from({ length: Math.min(due, 200) }, (_, at) => {
          const number = writer.written + at;
          const to = number % 2 === 0 ? top[(number / 2) % top.length] : (number * 7919) % ids.length;
          return { thread: `m${to}`, text: `It is still not here (${number}).`, sender: { id: `u-m${to}`, name: `Customer ${to}` } };
        });
        await company.write(channel, messages);
        writer.written += messages.length;
      }
      await new Promise((wait) => setTimeout(wait, 20));
    }
  }

  async function stop() {
    isOn = false;
    await done;
  }
}
