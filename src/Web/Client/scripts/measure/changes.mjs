/** A reader at work, who types a few words and looks at two more conversations in two seconds, while the list changes many times a second: what a key press costs, what a frame costs. */
import { spread } from './figures.mjs';
import { startWriter } from './writer.mjs';

const seconds = 20;

export async function measureChanges(settings) {
  const { browser, company, state, rate } = settings;
  const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(watchInput);
  await page.goto(`${company.url}/all`);
  await page.getByRole('option').first().click();
  await page.locator('textarea[data-composer]').waitFor();
  const writer = startWriter(settings, rate);
  await page.waitForTimeout(3000);
  await page.evaluate(() => { globalThis.input.tasks.length = 0; });
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata', 'devtools.timeline.frame'] });
  const wroteBefore = writer.written;
  const began = Date.now();
  while (Date.now() - began < seconds * 1000) {
    await page.locator('textarea[data-composer]').focus();
    await page.keyboard.type('found it', { delay: 60 });
    await page.keyboard.press('Escape');
    for (const key of ['j', 'j']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(700);
    }
  }
  const lasted = (Date.now() - began) / 1000;
  const wrote = writer.written - wroteBefore;
  const trace = JSON.parse((await browser.stopTracing()).toString());
  await writer.stop();
  const input = await page.evaluate(() => globalThis.input);
  await context.close();
  const frames = framesOf(trace.traceEvents);
  return [
    `${(wrote / lasted).toFixed(0)} messages a second for ${lasted.toFixed(0)} s, ${input.rows} changes of rows seen`,
    `choosing a row, key to DOM change: ${spread(input.chosen)}`,
    `typing, key to input: ${spread(input.typed)}`,
    `script and layout a frame: ${spread(frames.map((frame) => frame.lasted))}`,
    `the same, processor time: ${spread(frames.map((frame) => frame.busy))}`,
    `tasks over 50: ${input.tasks.length}${input.tasks.length > 0 ? ` (longest ${Math.max(...input.tasks).toFixed(0)})` : ''}`,
  ];
}

function watchInput() {
  const input = { chosen: [], typed: [], tasks: [], rows: 0 };
  globalThis.input = input;
  let pressed;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, { capture: true });
  addEventListener('input', () => {
    if (pressed !== undefined) input.typed.push(performance.now() - pressed);
    pressed = undefined;
  }, { capture: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) input.tasks.push(entry.duration); }).observe({ type: 'longtask' });
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver((changes) => {
      const isChoice = (change) => change.attributeName === 'aria-selected' && change.target.getAttribute('aria-selected') === 'true';
      if (pressed !== undefined && changes.some(isChoice)) {
        input.chosen.push(performance.now() - pressed);
        pressed = undefined;
      }
      input.rows += changes.filter((change) => change.type !== 'attributes').length;
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['aria-selected'] });
  });
}

const workNames = new Set([
  'FunctionCall', 'EvaluateScript', 'RunMicrotasks', 'FireAnimationFrame', 'TimerFire', 'EventDispatch', 'UpdateLayoutTree', 'Layout', 'ResizeObserver', 'IntersectionObserverController::computeIntersections',
]);

/** Script and layout begun in the same sixtieth of a second, of those in which there was any: as lasted, and as processor time. Each event inside another is counted once. */
function framesOf(events) {
  const main = busiestThread(events);
  const own = events.filter((event) => `${event.pid}.${event.tid}` === main).sort((a, b) => a.ts - b.ts);
  const frames = new Map();
  let until = 0;
  for (const { name, ts, dur = 0, tdur = 0, ph } of own) {
    if (ph !== 'X' || !workNames.has(name) || ts + dur <= until) continue;
    const lasted = ts + dur - Math.max(ts, until);
    const at = Math.floor(ts / frameUs);
    const frame = frames.get(at) ?? { lasted: 0, busy: 0 };
    frame.lasted += lasted / 1000;
    frame.busy += (tdur * lasted) / dur / 1000;
    frames.set(at, frame);
    until = ts + dur;
  }
  return [...frames.values()];
}

const frameUs = 1_000_000 / 60;

function busiestThread(events) {
  const frames = new Map();
  for (const { name, pid, tid } of events) {
    if (name === 'Commit') frames.set(`${pid}.${tid}`, (frames.get(`${pid}.${tid}`) ?? 0) + 1);
  }
  return [...frames].sort(([, a], [, b]) => b - a)[0]?.[0];
}
