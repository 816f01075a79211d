/** Five first visits, each with an empty cache: when something is seen, when the first row, when the page answers. */
import { median } from './figures.mjs';

export async function measurePaint({ browser, company, state }) {
  const visits = [];
  for (let visit = 0; visit < 5; visit += 1) visits.push(await firstVisit(browser, company, state));
  const lines = ['paint', 'row', 'interactive', 'longest'].map((name) => {
    const all = visits.map((one) => one[name]);
    return `${names[name]}: median ${median(all).toFixed(0)} (${all.map((one) => one.toFixed(0)).join(', ')})`;
  });
  return [...lines, `fetched: ${visits[0].requests} answers, ${(visits[0].bytes / 1000).toFixed(0)} kB on the wire`];
}

const names = { paint: 'first contentful paint', row: 'first row', interactive: 'interactive', longest: 'longest task' };

async function firstVisit(browser, company, state) {
  const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  let requests = 0;
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; requests += 1; });
  await page.addInitScript(watchStart);
  await page.goto(`${company.url}/all`);
  await page.getByRole('option').first().waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => ({
    ...globalThis.seen, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  }));
  await context.close();
  // Rows and the line to the server are there, and nothing held the page for longer than 50 ms after that.
  const lastTask = Math.max(0, ...seen.tasks.map((task) => task.start + task.duration));
  return {
    paint: seen.paint, row: seen.row, interactive: Math.max(seen.row, seen.live, lastTask),
    longest: Math.max(0, ...seen.tasks.map((task) => task.duration)), bytes, requests,
  };
}

function watchStart() {
  const seen = { row: NaN, live: NaN, tasks: [] };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push({ start: entry.startTime, duration: entry.duration });
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (Number.isNaN(seen.row) && document.querySelector('[data-pane="list"] [role="option"]')?.innerText) seen.row = performance.now();
    if (Number.isNaN(seen.live) && document.body?.innerText.includes('Live')) seen.live = performance.now();
    if (Number.isNaN(seen.row) || Number.isNaN(seen.live)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
