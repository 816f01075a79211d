#!/usr/bin/env node
/**
 * What pictures cannot show, against a real server: axe finds nothing serious on any page, and the buttons under
 * replies that failed or may have arrived do what they say.
 *
 *   npm run checks
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { dataSets } from './data-sets.mjs';
import { startNetwork, startServer } from './server.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const failures = [];
const company = await startServer({ Delivery__AttemptsMax: '1' });
const answers = { fails: [400, 200], arrived: [0], again: [0, 200], dropped: [0] };
const tries = {};
const network = await startNetwork((reply) => {
  const name = reply.thread;
  tries[name] = (tries[name] ?? 0) + 1;
  return answers[name]?.[tries[name] - 1] ?? 200;
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  await dataSets.hostile(company);
  const { link } = await company.employee('Mara Lindqvist', 'admin');
  // The policy of the page forbids scripts from elsewhere; axe is brought in beside it.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', bypassCSP: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => failures.push(String(error)));
  await page.goto(new URL(link, company.url).href);
  await page.getByText('Live', { exact: true }).waitFor();
  await replies(page);
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

async function accessible(page) {
  const row = () => page.getByRole('option').first();
  const pages = {
    list: ['/all', () => row().waitFor()],
    thread: ['/all', () => row().click()],
    choosing: ['/all', async () => { await row().waitFor(); await page.getByRole('button', { name: 'Choose several' }).click(); await page.locator('[data-pane="list"] [role="option"] span').first().click(); }],
    nothing: ['/mine', () => page.waitForTimeout(500)],
    keys: ['/all', async () => { await row().waitFor(); await page.keyboard.press('?'); }],
    palette: ['/all', async () => { await row().waitFor(); await page.keyboard.press('Control+k'); }],
    settings: ['/settings', () => page.getByRole('heading', { level: 2 }).first().waitFor()],
    ...Object.fromEntries(['answers', 'employees', 'queues', 'channels', 'api-keys', 'quarantine'].map((name) => [
      `settings/${name}`, [`/settings/${name}`, () => page.getByRole('heading', { level: 2 }).first().waitFor()],
    ])),
    filters: ['/all', async () => { await row().waitFor(); await page.getByRole('button', { name: 'Filters' }).click(); }],
    notices: ['/settings/notices', () => page.getByRole('heading', { level: 2 }).first().waitFor()],
    presence: ['/all', async () => { await row().waitFor(); await page.locator('nav button').first().click(); }],
    'settings/keys': ['/settings/keys', () => page.getByRole('heading', { level: 2 }).first().waitFor()],
  };
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const [name, [path, prepare]] of Object.entries(pages)) {
      await page.goto(company.url + path);
      await prepare();
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
