/** A line cut and given back: the page must end as a page opened anew shows it, with what was typed still there. */
import { Line } from './line.mjs';
import { startWriter } from './writer.mjs';

export async function measureReconnect(settings) {
  const lines = [];
  // Each in a conversation of its own: what was typed in one is kept as a draft there.
  for (const [at, away] of settings.away.entries()) lines.push(await once(settings, away, at));
  return lines;
}

/** `away` in seconds; or `restart`: the server dies meanwhile and starts again. */
async function once(settings, away, at) {
  const { browser, company, state, ids, rate } = settings;
  const line = await Line.to(company.url);
  const context = await browser.newContext({ storageState: stateFor(state, line.url), viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    await page.goto(`${line.url}/all/${ids[at]}`);
    await page.locator('textarea[data-composer]').fill('I looked into it, and');
    await live(page);
    line.cut();
    const writer = startWriter(settings, Math.min(rate, 50));
    await page.getByText('Live', { exact: true }).waitFor({ state: 'hidden' });
    await page.locator('textarea[data-composer]').press('End');
    await page.keyboard.type(' it is on its way.');
    await company.write(settings.channel, [{ thread: `m${at}`, text: `Are you there? (${away})`, sender: { id: `u-m${at}`, name: `Customer ${at}` } }]);
    if (away === 'restart') {
      await writer.stop();
      await company.restart();
    } else {
      await page.waitForTimeout(Number(away) * 1000);
      await writer.stop();
    }
    const back = performance.now();
    line.mend();
    await live(page);
    const took = performance.now() - back;
    const fresh = await context.newPage();
    await fresh.goto(page.url());
    await live(fresh);
    const faults = await compared(page, fresh);
    const typed = await page.locator('textarea[data-composer]').inputValue();
    if (typed !== 'I looked into it, and it is on its way.') faults.push(`typed words are ${JSON.stringify(typed)}`);
    return `${away}${away === 'restart' ? '' : ' s'} away: live again after ${took.toFixed(0)} ms, ${faults.length === 0 ? 'as a page opened anew' : faults.join('; ')}`;
  } finally {
    await context.close();
    await line.close();
  }
}

/** The session's cookie holds for the host; only the origin of stored preferences differs. */
function stateFor(state, url) {
  return { ...state, origins: state.origins.map((one) => ({ ...one, origin: new URL(url).origin })) };
}

const live = (page) => page.getByText('Live', { exact: true }).waitFor({ timeout: 90_000 });

/** Until both show the same, or 10 s are over. */
async function compared(page, fresh) {
  for (let tries = 0; ; tries += 1) {
    const [was, is] = [await shown(page), await shown(fresh)];
    const faults = Object.keys(is).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
    if (faults.length === 0 || tries === 40) return faults.map((name) => `${name} differ: ${JSON.stringify(was[name]).slice(0, 300)} and ${JSON.stringify(is[name]).slice(0, 300)}`);
    await page.waitForTimeout(250);
  }
}

function shown(page) {
  return page.evaluate(() => ({
    rows: [...document.querySelectorAll('[data-pane="list"] [role="option"]')].map((row) => `${row.getAttribute('aria-posinset')}: ${row.innerText}`),
    entries: [...document.querySelectorAll('[data-thread-log] article')].map((entry) => entry.innerText),
    counts: [...document.querySelectorAll('nav a')].map((link) => link.innerText),
  }));
}
