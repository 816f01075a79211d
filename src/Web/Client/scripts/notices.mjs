#!/usr/bin/env node
/**
 * Notices of every kind in two real browsers on the demo: each is shown on screen, counted in the title and on the bell, heard, and told by the
 * browser when nobody looks.
 *
 *   npm run notices [-- folder for pictures]
 */
import { mkdir } from 'node:fs/promises';
import { launchChromium } from './browser.mjs';
import { startNetwork, startServer } from './server.mjs';

const folder = process.argv[2];
const failures = [];
const company = await startServer({
  Demo__Enabled: 'true', Delivery__AttemptsMax: '1', Conversations__Lease: '00:02:00', Conversations__LeaseWarning: '00:00:15',
});
const network = await startNetwork((reply) => (reply.thread === 'refused' ? 400 : 200));
const browser = await launchChromium();
try {
  if (folder) await mkdir(folder, { recursive: true });
  const mara = await enter('demo-mara');
  check('a newcomer has nothing waiting', await waiting(mara) === 0 && !(await mara.title()).startsWith('('), await mara.title());
  await picture(mara, 'first-screen');
  await settings(mara);
  const jonas = await enter('demo-jonas');
  await kinds(mara, jonas);
} finally {
  await browser.close();
  await network.stop();
  await company.stop();
}
for (const failure of failures) console.error(`FAILED ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function enter(employee) {
  const { link } = await company.call('POST', `/employees/${employee}/invitations`);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Vienna', reducedMotion: 'reduce' });
  await context.grantPermissions(['notifications'], { origin: company.url });
  await context.addInitScript(watchSignals);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => failures.push(String(error)));
  await page.goto(new URL(link, company.url).href);
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

/** In the page: what would be heard and what the browser would show, and whether anybody looks. */
function watchSignals() {
  window.signals = { sounds: 0, notices: [], isHidden: false };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function count(...when) {
    window.signals.sounds += 1;
    return start.apply(this, when);
  };
  const Real = window.Notification;
  window.Notification = class extends Real {
    constructor(title, options) {
      super(title, options);
      window.signals.notices.push(options.body);
    }
  };
  Object.defineProperty(document, 'visibilityState', { get: () => (window.signals.isHidden ? 'hidden' : 'visible') });
}

async function settings(page) {
  await page.goto(`${company.url}/settings/notices`);
  await page.getByRole('button', { name: 'Play it' }).waitFor();
  const test = page.getByRole('button', { name: 'Play it' });
  const before = await page.evaluate(() => window.signals.sounds);
  await test.click();
  check('the test button sounds', await page.evaluate(() => window.signals.sounds) === before + 1, await test.textContent());
  const browserNotices = page.getByRole('group', { name: 'Notices of the browser' });
  await browserNotices.getByRole('radio').first().check();
  await page.waitForTimeout(500);
  const me = await page.evaluate(() => fetch('/api/v1/employees/me/preferences').then((answer) => answer.json()));
  check('browser notices are on', me.browserNotices === true, JSON.stringify(me));
  check('the server knows the zone of the browser', me.browserTimeZone === 'Europe/Vienna', me.browserTimeZone);
  await picture(page, 'settings');
  await page.goto(`${company.url}/mine`);
  await page.getByText('Live', { exact: true }).waitFor();
}

async function kinds(mara, jonas) {
  const channel = await company.channel('Notices', network.url);
  const threads = ['given', 'spoken', 'back', 'asleep', 'refused', 'late'];
  const ids = Object.fromEntries(threads.map((thread, at) => [thread, at]));
  const made = await company.write(channel, threads.map((thread) => ({ thread, text: `About ${thread}`, sender: { id: thread, name: `Ms ${thread}` } })));
  for (const thread of threads) ids[thread] = made[ids[thread]];
  await as(mara, 'POST', `/conversations/${ids.back}/claim`);
  await as(mara, 'POST', `/conversations/${ids.back}/replies`, { text: 'Hello', seenSeq: 1 });
  await as(mara, 'POST', `/conversations/${ids.asleep}/claim`);
  await as(mara, 'POST', `/conversations/${ids.asleep}/snooze`, { until: new Date(Date.now() + 60_000).toISOString() });
  await as(mara, 'POST', `/conversations/${ids.late}/claim`);
  await mara.evaluate(() => { window.signals.isHidden = true; });

  await told(mara, 'assigned', () => as(jonas, 'POST', `/conversations/${ids.given}/assign`, { employeeId: 'demo-mara' }));
  await told(mara, 'mentioned', () => as(jonas, 'POST', `/conversations/${ids.spoken}/notes`, { text: 'Look, @Mara', mentions: ['demo-mara'] }));
  await told(mara, 'customer answered', () => company.write(channel, [{ thread: 'back', text: 'And now?', sender: { id: 'back', name: 'Ms back' } }]));
  await told(mara, 'delivery failed', () => as(mara, 'POST', `/conversations/${ids.refused}/replies`, { text: 'Hello', seenSeq: 1 }));
  await told(mara, 'snooze ended', () => undefined);
  await told(mara, 'lease lapsing', () => undefined);
  await picture(mara, 'toasts');
  await mara.getByRole('button', { name: 'Show', exact: true }).last().click();
  await mara.getByRole('heading', { name: 'Ms late' }).first().waitFor().then(() => check('Show leads there', true), () => check('Show leads there', false, mara.url()));
  await mara.getByRole('button', { name: /you have not seen/u }).click();
  await mara.waitForTimeout(400);
  await picture(mara, 'centre');
  await mara.keyboard.press('Escape');
  await mara.waitForTimeout(1500);
  check('looking at them is seeing them', await waiting(mara) === 0 && !(await mara.title()).startsWith('('), await mara.title());
}

async function told(page, kind, act, withinMs = 60_000) {
  // One sound in ten seconds: each kind is to be heard by itself.
  await page.waitForTimeout(10_500);
  const before = await signals(page);
  await act();
  const until = Date.now() + withinMs;
  let after = await signals(page);
  while (Date.now() < until && after.waiting === before.waiting) {
    await page.waitForTimeout(100);
    after = await signals(page);
  }
  await page.waitForTimeout(300);
  after = await signals(page);
  console.log(`${kind}: screen “${after.toast}” · title “${after.title}” · bell ${after.waiting} · sounds +${after.sounds - before.sounds} · browser “${after.notices.slice(before.notices.length).join(' | ')}”`);
  check(`${kind} is counted`, after.waiting === before.waiting + 1, `${before.waiting} → ${after.waiting}`);
  check(`${kind} is in the title`, after.title.startsWith(`(${after.waiting})`), after.title);
  check(`${kind} is heard`, after.sounds === before.sounds + 1, after.sounds - before.sounds);
  check(`${kind} is told by the browser`, after.notices.length === before.notices.length + 1, after.notices.length - before.notices.length);
  check(`${kind} is on screen`, after.toast.includes(after.notices.at(-1) ?? 'nothing'), after.toast);
}

async function signals(page) {
  const inPage = await page.evaluate(() => ({ sounds: window.signals.sounds, notices: window.signals.notices, toast: [...document.querySelectorAll('[role="log"]')].map((one) => one.textContent).join(' ¶ ') }));
  return { ...inPage, title: await page.title(), waiting: await waiting(page) };
}

async function waiting(page) {
  const { unseen } = await page.evaluate(() => fetch('/api/v1/employees/me/notices?limit=1').then((answer) => answer.json()));
  return unseen;
}

/** A command of the person whose page it is. */
async function as(page, method, path, body = {}) {
  const answer = await page.evaluate(async ([verb, url, members]) => {
    const session = await (await fetch('/api/v1/session')).json();
    const response = await fetch(`/api/v1${url}`, {
      method: verb, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrfToken }, body: JSON.stringify({ id: crypto.randomUUID(), ...members }),
    });
    return { ok: response.ok, status: response.status, text: await response.text() };
  }, [method, path, body]);
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
}

function check(what, isTrue, seen) {
  console.log(`${isTrue ? 'ok    ' : 'FAILED'} ${what}`);
  if (!isTrue) failures.push(`${what}: ${String(seen)}`);
}

async function picture(page, name) {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
