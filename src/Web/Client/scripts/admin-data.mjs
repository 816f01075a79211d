/** What administrators see: labels, answers, colleagues, queues, channels, keys, what was set aside, and replies that did not arrive. */

const reasons = [
  (n) => ({ id: `q${n}`, text: 'Nobody knows who wrote this.', thread: `q${n}` }),
  (n) => ({ id: `q${n}`, thread: `q${n}`, sender: { id: 7 }, text: 'The sender is a number.' }),
  (n) => [`only a word ${n}`],
  (n) => ({ thread: `q${n}`, sender: { id: 'u' }, text: 'Without an id.' }),
  (n) => ({ id: `q${n}`, thread: `q${n}`, sender: { id: 'u' }, text: 'x', media: [{ url: 'ftp://example.com/a.png' }] }),
];

/** @param {{ labels: string[], topics: string[], answers: [string, string, string?][], aside: number, failed: number, unknown: number, keys: string[], say?: string }} what */
export async function fill(company, what) {
  for (const [at, name] of what.labels.entries()) await company.call('POST', '/labels', { name, hue: at % 8 });
  for (const name of what.topics) await company.call('POST', '/topics', { name, words: [name.slice(0, 40), `${name.slice(0, 40)} 2`] });
  for (const [title, text, shortcut] of what.answers) {
    await company.command('POST', '/canned-replies', { title, text, scope: 'all', ...(shortcut ? { shortcut } : {}) });
  }
  for (const name of what.keys) await company.call('POST', '/keys', { name });
  const channel = await company.channel(what.channel ?? 'Our old shop');
  await company.call('POST', `/channels/${channel.id}/secrets`);
  if (what.aside > 0) await company.writeRaw(channel, Array.from({ length: what.aside }, (_, at) => reasons[at % reasons.length](at)));
  for (const [kind, count] of [['bad', what.failed], ['lost', what.unknown]]) {
    const messages = Array.from({ length: count }, (_, at) => ({ thread: `${kind}-${at}`, text: 'Where is it?', sender: { id: `${kind}-${at}`, name: what.names?.[at % what.names.length] ?? `Grace Okafor ${at}` } }));
    const ids = await company.write(channel, messages);
    for (const id of ids) await company.reply(id, what.say ?? 'We have found it. It comes with the flight tomorrow at nine, and we bring it to your door.');
  }
  await company.until(async () => (await company.call('GET', '/replies?state=failed')).items.length >= what.failed && (await company.call('GET', '/replies?state=unknown')).items.length >= what.unknown);
}

export const adminData = {
  small: {
    labels: ['Refund', 'Lisbon', 'Guitar'], topics: ['Baggage', 'Refunds'], keys: ['Nightly export'], aside: 2, failed: 1, unknown: 1,
    answers: [['Greeting', 'Dear {{customer.firstName}}, thank you for writing. {{me.firstName}}', 'hi'], ['Found', 'We have found it.', 'found']],
  },
  full: {
    labels: Array.from({ length: 60 }, (_, at) => `Label ${at + 1}`), topics: Array.from({ length: 40 }, (_, at) => `Topic ${at + 1}`), keys: Array.from({ length: 12 }, (_, at) => `Key of machine ${at + 1}`), aside: 60, failed: 24, unknown: 8,
    answers: Array.from({ length: 40 }, (_, at) => [`Answer ${at + 1}`, 'Dear {{customer.firstName}}, we have found it, and it comes with the flight tomorrow at nine. '.repeat((at % 4) + 1), `a${at + 1}`]),
  },
  hostile: {
    channel: `${'W'.repeat(80)} <b>shop</b>`,
    labels: [...Array.from({ length: 197 }, (_, at) => `${['חבילה', '荷物', 'حقيبة', '🧳'][at % 4]} ${at}`), 'W'.repeat(50), '\u202Eevil', 'a/b?c=d&e #%'],
    topics: ['W'.repeat(50), '荷物', 'حقيبة', '🧳 a/b?c=d&e #%'],
    keys: ['مفتاح', 'K'.repeat(100)], aside: 12, failed: 4, unknown: 4, names: ['محمد عبد الله', 'W'.repeat(200), '田中 由紀', ' '],
    say: `שלום ${'x'.repeat(300)} <script>alert(1)</script> 😭`,
    answers: [['T'.repeat(100), 'y'.repeat(3000), 's'.repeat(40)], ['תשובה מוכנה', 'שלום {{customer.name}} <b>x</b>', 'שלום'], ['🧳'.repeat(50), '😭\n\n\n\n'.repeat(40)]],
  },
};

/** What a network behind a channel does with a reply into a thread of that name. */
export function answerByThread({ thread }) {
  return thread.startsWith('bad-') ? 400 : thread.startsWith('lost-') ? 0 : 200;
}

