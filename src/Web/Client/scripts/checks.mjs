#!/usr/bin/env node
/**
 * What pictures cannot show, against a real server: axe finds nothing serious on any page, and the buttons under
 * replies that failed or may have arrived do what they say.
 *
 *   npm run checks
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { launchChromium } from './browser.mjs';
import { adminData, answerByThread, fill } from './admin-data.mjs';
import { dataSets } from './data-sets.mjs';
import { startNetwork, startServer } from './server.mjs';
import { settingsMoments, settingsPages } from './settings-pages.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const failures = [];
const company = await startServer({ Delivery__AttemptsMax: '1' });
const answers = { fails: [400, 200], arrived: [0], again: [0, 200], dropped: [0] };
const tries = {};
const network = await startNetwork((reply) => {
  const name = reply.thread;
  if (!(name in answers)) return answerByThread(reply);
  tries[name] = (tries[name] ?? 0) + 1;
  return answers[name]?.[tries[name] - 1] ?? 200;
});
const browser = await launchChromium();
try {
  company.replyUrl = network.url;
  await dataSets.hostile(company);
  await company.employee('Ana Lima', 'agent', 'taken@company.example');
  const { link } = await company.employee('Mara Lindqvist', 'admin');
  // The policy of the page forbids scripts from elsewhere; axe is brought in beside it.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', bypassCSP: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => failures.push(String(error)));
  await page.goto(new URL(link, company.url).href);
  await page.getByText('Live', { exact: true }).waitFor();
  await replies(page);
  await fill(company, adminData.hostile);
  await settle(page);
  await denied(browser);
  await elsewhere(page);
  await faces(page);
  await keyboard(page);
  await accessible(page);
} finally {
  await browser.close();
  await network.stop();
  await company.stop();
}
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? 'Nothing found.' : `${failures.length} found.`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function replies(page) {
  const channel = await company.channel('Replies', network.url);
  const threads = Object.keys(answers);
  const ids = await company.write(channel, threads.map((thread) => ({ thread, text: `About ${thread}`, sender: { id: thread, name: thread } })));
  for (const [at, id] of ids.entries()) await company.reply(id, `Answer to ${threads[at]}`);
  const press = async (thread, button, sign) => {
    await page.goto(`${company.url}/all/${ids[threads.indexOf(thread)]}`);
    await page.locator('[data-thread-log]').getByRole('button', { name: button, exact: true }).click();
    await page.locator('[data-thread-log]').getByText(sign, { exact: true }).waitFor().catch(() => failures.push(`${thread}: “${button}” did not lead to “${sign}”`));
  };
  await press('fails', 'Try again', 'Sent');
  await press('arrived', 'It arrived', 'Sent');
  await press('again', 'Send again', 'Sent');
  await press('dropped', 'Drop it', 'Taken back');
  const expected = { fails: 2, arrived: 1, again: 2, dropped: 1 };
  for (const thread of threads) if (tries[thread] !== expected[thread]) failures.push(`${thread}: the network saw ${tries[thread]} tries instead of ${expected[thread]}`);
}

/** The same buttons over all conversations: what was settled there is settled in the thread. */
async function settle(page) {
  const [channel] = [await company.channel('More replies', network.url)];
  const [dropped, arrived] = await company.write(channel, ['bad-here', 'lost-here'].map((thread) => ({ thread, text: `About ${thread}`, sender: { id: thread, name: thread } })));
  await company.reply(dropped, 'Drop me');
  await company.reply(arrived, 'I came');
  await company.until(async () => (await company.call('GET', '/replies?state=unknown')).items.some((one) => one.text === 'I came') && (await company.call('GET', '/replies?state=failed')).items.some((one) => one.text === 'Drop me'));
  await page.goto(`${company.url}/settings/replies`);
  for (const [words, button, sign] of [['Drop me', 'Drop it', 'Dropped'], ['I came', 'It arrived', 'Marked as arrived']]) {
    const row = page.getByRole('listitem').filter({ hasText: words });
    await row.getByRole('button', { name: button }).click();
    await row.getByText(sign).waitFor().catch(() => failures.push(`replies page: “${button}” did not lead to “${sign}”`));
  }
  const left = (await company.call('GET', '/replies?state=failed')).items.concat((await company.call('GET', '/replies?state=unknown')).items);
  if (left.some((one) => ['Drop me', 'I came'].includes(one.text))) failures.push('replies page: what was settled is listed still');
}

/** Whoever may not see a page is told so, and offered none of it. */
async function denied(browser) {
  const { link } = await company.employee('Ben Ott', 'agent');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(new URL(link, company.url).href);
  await page.getByText('Live', { exact: true }).waitFor();
  for (const name of ['employees', 'queues', 'channels', 'labels', 'api-keys', 'quarantine']) {
    await page.goto(`${company.url}/settings/${name}`);
    await page.getByText('You may not see this page.').waitFor().catch(() => failures.push(`${name}: an agent is not told that it is not hers`));
  }
  await context.close();
}

/** What somebody else changes stands on an open page without a reload. */
async function elsewhere(page) {
  const shows = (name, what) => page.getByText(name, { exact: true }).first().waitFor({ timeout: 8_000 }).catch(() => failures.push(`${what} changed elsewhere: not on the open page`));
  await page.goto(`${company.url}/settings/labels`);
  await page.getByRole('button', { name: 'Change' }).first().waitFor();
  await company.call('DELETE', `/labels?name=${encodeURIComponent((await company.call('GET', '/labels')).items[0].name)}`);
  await company.call('POST', '/labels', { name: 'Told label', hue: 5 });
  await shows('Told label', 'labels');
  await company.call('POST', '/queues', { name: 'Told queue' });
  await shows('Told queue', 'queues');
  await company.command('POST', '/saved-filters', { name: 'Told list', spec: { view: 'all' }, scope: 'all' });
  await shows('Told list', 'saved filters');
  await page.goto(`${company.url}/settings/answers`);
  await page.getByRole('button', { name: 'Change' }).first().waitFor();
  await company.command('POST', '/canned-replies', { title: 'Told answer', text: 'x', scope: 'all' });
  await shows('Told answer', 'ready-made answers');
}

/** A page that cannot be read says so, comes back, and tells when what it shows is old. */
async function faces(page) {
  const broken = (route) => route.abort();
  for (const [name, path] of Object.entries({ employees: 'employees', queues: 'queues', channels: 'channels', labels: 'labels', 'api-keys': 'keys', replies: 'replies', quarantine: 'quarantine', answers: 'canned-replies' })) {
    const address = new RegExp(`/api/v1/${path}(\\?|$)`, 'u');
    await page.route(address, broken);
    await page.goto(`${company.url}/settings/${name}`);
    const again = page.locator('main').getByRole('button', { name: 'Try again' }).first();
    await page.getByText('This could not be read. Nothing is lost.').first().waitFor().catch(() => failures.push(`${name}: says nothing when it cannot be read`));
    await page.unroute(address, broken);
    await again.click();
    await page.getByText('This could not be read. Nothing is lost.').first().waitFor({ state: name === 'replies' ? 'visible' : 'detached' }).catch(() => failures.push(`${name}: does not come back`));
  }
  await page.goto(`${company.url}/settings/labels`);
  await page.getByRole('button', { name: 'Change' }).first().waitFor();
  await page.route('**/api/v1/labels', broken);
  await company.call('PATCH', '/labels?name=Told%20label', { hue: 6 });
  await page.getByText('it could not be read again since').waitFor({ timeout: 8_000 }).catch(() => failures.push('labels: shows what is old as if it were new'));
  await page.unroute('**/api/v1/labels', broken);
}

/** A label is added, refused, changed and taken away without a pointer, and the focus is never lost. */
async function keyboard(page) {
  const expectFocus = async (name, when) => {
    const found = await page.waitForFunction((wanted) => [...document.querySelectorAll('button:focus')].some((one) => (one.getAttribute('aria-label') ?? one.textContent).includes(wanted)), name, { timeout: 4_000 })
      .catch(() => undefined);
    if (!found) failures.push(`labels by keyboard: ${when}: the focus is not on “${name}”`);
  };
  // The set is full: room for two.
  for (const { name } of (await company.call('GET', '/labels')).items.slice(0, 2)) await company.call('DELETE', `/labels?name=${encodeURIComponent(name)}`);
  await company.call('POST', '/labels', { name: 'Taken', hue: 3 });
  await page.goto(`${company.url}/settings/labels`);
  await page.getByRole('button', { name: 'Add a label' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Taken');
  await page.keyboard.press('Enter');
  await page.getByText('Another label has this name.').waitFor().catch(() => failures.push('labels by keyboard: a name that is taken is not refused'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expectFocus('Add a label', 'after adding');
  const added = (await company.call('GET', '/labels')).items.find((one) => one.name === 'By keyboard');
  if (added?.hue !== 1) failures.push('labels by keyboard: the label with its hue was not kept');
  await page.getByRole('button', { name: 'Change By keyboard' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expectFocus('Change By keyboard', 'after leaving the form');
  await page.getByRole('button', { name: 'Remove By keyboard' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Undo' }).waitFor().catch(() => failures.push('labels by keyboard: taking one away cannot be undone'));
}

async function accessible(page) {
  const row = () => page.getByRole('option').first();
  const pages = {
    list: ['/all', () => row().waitFor()],
    thread: ['/all', () => row().click()],
    choosing: ['/all', async () => { await row().waitFor(); await page.getByRole('button', { name: 'Choose several' }).click(); await page.locator('[data-pane="list"] [role="option"] span').first().click(); }],
    nothing: ['/mine', () => page.waitForTimeout(500)],
    keys: ['/all', async () => { await row().waitFor(); await page.keyboard.press('?'); }],
    palette: ['/all', async () => { await row().waitFor(); await page.keyboard.press('Control+k'); }],
    ...Object.fromEntries(Object.entries(settingsPages).map(([name, prepare]) => [`settings/${name}`, [`/settings/${name}`, prepare]])),
    ...Object.fromEntries(Object.entries(settingsMoments).map(([name, [section, prepare]]) => [`settings: ${name}`, [`/settings/${section}`, prepare]])),
    promises: ['/all', async () => { await row().waitFor(); await page.getByRole('button', { name: 'Promises' }).click(); }],
    ask: ['/all', async () => { await row().click(); await page.locator('textarea[data-composer]').waitFor(); await page.keyboard.press('q'); }],
    'hand over': ['/all', async () => { await row().click(); await page.locator('textarea[data-composer]').waitFor(); await page.keyboard.press('a'); }],
    promise: ['/all', async () => { await row().click(); await page.locator('textarea[data-composer]').waitFor(); await page.keyboard.press('m'); }],
    floor: ['/floor', () => page.getByRole('heading', { level: 1 }).waitFor()],
    filters: ['/all', async () => { await row().waitFor(); await page.getByRole('button', { name: 'Filters' }).click(); }],
    presence: ['/all', async () => { await row().waitFor(); await page.locator('nav button').first().click(); }],
  };
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const [name, [path, prepare]] of Object.entries(pages)) {
      await page.goto(company.url + path);
      await prepare(page);
      await page.waitForTimeout(300);
      await page.addScriptTag({ content: axe });
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
      for (const { id, impact, nodes } of violations) {
        const said = `${name}, ${theme}: ${impact} ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`;
        if (impact === 'serious' || impact === 'critical') failures.push(said);
        else console.log(said);
      }
    }
  }
}
