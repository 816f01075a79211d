/** A page left open under load: what it holds after the garbage is gone, at minute 3 and at the end. */
import { startWriter } from './writer.mjs';

export async function measureHeap(settings) {
  const { browser, company, state, rate, minutes } = settings;
  const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${company.url}/all`);
  await page.getByRole('option').first().click();
  await page.locator('textarea[data-composer]').waitFor();
  const session = await context.newCDPSession(page);
  const writer = startWriter(settings, rate);
  const held = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      await page.keyboard.press('j');
      await page.waitForTimeout(2000);
    }
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    held.push(usedSize / 1e6);
  }
  await writer.stop();
  await context.close();
  const early = held[Math.min(2, held.length - 1)];
  const late = held[held.length - 1];
  return [`MB after garbage collection, by minute: ${held.map((one) => one.toFixed(1)).join(' ')}`, `minute ${Math.min(3, held.length)} to ${held.length}: ${(100 * (late / early - 1)).toFixed(1)} %`];
}
