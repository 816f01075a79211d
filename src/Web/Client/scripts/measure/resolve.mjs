/** Twenty conversations settled one after the other: how long until the next one's words stand there. */
import { spread } from './figures.mjs';

const many = 20;

export async function measureResolve({ browser, company, state }) {
  const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(watchTitles);
  await page.goto(`${company.url}/all`);
  await page.getByRole('option').first().click();
  await page.locator('textarea[data-composer]').waitFor();
  const took = [];
  for (let at = 0; at < many; at += 1) {
    await page.waitForTimeout(1500);
    await page.keyboard.press('e');
    await page.waitForFunction((count) => globalThis.shown.length > count, at);
    took.push(await page.evaluate((count) => globalThis.shown[count], at));
  }
  await context.close();
  return [`resolved, key to the next one's words: ${spread(took)}`];
}

function watchTitles() {
  globalThis.shown = [];
  let pressed;
  let before;
  const words = () => document.querySelector('[data-thread-log] article')?.innerText;
  addEventListener('keydown', (event) => {
    pressed = event.timeStamp;
    before = words();
  }, { capture: true });
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(() => {
      const now = words();
      if (pressed === undefined || now === undefined || now === before) return;
      globalThis.shown.push(performance.now() - pressed);
      pressed = undefined;
    }).observe(document.body, { subtree: true, childList: true });
  });
}
