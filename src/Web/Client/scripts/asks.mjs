#!/usr/bin/env node
/**
 * A question to a colleague in two real browsers: asked by keys, answered over the list, laid down as the asker's draft, kept, and shown to the
 * next asker before anybody is disturbed.
 *
 *   npm run asks [-- folder for pictures]
 */
import { mkdir } from 'node:fs/promises';
import { launchChromium } from './browser.mjs';
import { startServer } from './server.mjs';

const folder = process.argv[2];
const failures = [];
const company = await startServer();
const browser = await launchChromium();
try {
  if (folder) await mkdir(folder, { recursive: true });
  const { mara, jonas } = await people();
  await picture(mara, 'empty');
  await mara.keyboard.press('q');
  await mara.keyboard.type('Where do lost suitcases go?');
  check('the topic is guessed from the words', await mara.getByRole('button', { name: 'Baggage', pressed: true }).count() === 1);
  await picture(mara, 'question');
  await mara.keyboard.press('Control+Enter');
  await mara.getByText(/^Asking 1 person in Refunds\. If nobody answers in \d+ s we ask the whole department\.$/).waitFor();
  await picture(mara, 'running');

  await jonas.getByText('Mara Lind asks · because you follow Baggage').waitFor();
  await picture(jonas, 'asked');
  const bar = jonas.getByRole('region', { name: 'Mara Lind asks' });
  await bar.getByRole('button', { name: 'Answer' }).click();
  await jonas.keyboard.type('To the hall behind gate 4, until ten in the evening.');
  await picture(jonas, 'answering');
  await jonas.keyboard.press('Control+Enter');
  await bar.waitFor({ state: 'detached' });

  await mara.getByText('Jonas Weber answered', { exact: true }).waitFor();
  const composer = mara.locator('[data-composer]');
  await mara.waitForFunction(() => document.querySelector('[data-composer]')?.value.includes('gate 4'));
  check('the answer is the draft', (await composer.inputValue()).startsWith('To the hall'));
  await picture(mara, 'answered');
  await mara.getByRole('button', { name: 'It helps' }).click();
  await mara.getByText('You thanked Jonas Weber').waitFor();

  await composer.fill('');
  await mara.locator('[data-thread-log]').focus();
  await mara.keyboard.press('q');
  await mara.keyboard.type('lost suitcase');
  await mara.getByText('Answered before').waitFor();
  await picture(mara, 'known');
  await mara.getByRole('button', { name: 'Take it in' }).click();
  check('what was answered before is taken in', (await composer.inputValue()).includes('gate 4'));
} catch (error) {
  failures.push(String(error));
} finally {
  await browser.close();
  await company.stop();
}
for (const failure of failures) console.error(`FAILED ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function people() {
  await company.call('POST', '/topics', { name: 'Baggage', words: ['suitcase', 'bag'] });
  await company.call('POST', '/topics', { name: 'Rates', words: ['price'] });
  const [first] = await company.write(await company.channel('Shop'), [{ thread: 't-1', text: 'Where is my suitcase?', sender: { id: 'ana', name: 'Ana' } }]);
  const [mara, jonas] = await Promise.all(['Mara Lind', 'Jonas Weber'].map((name) => company.call('POST', '/employees', {
    name, email: `${name.split(' ')[0].toLowerCase()}@company.example`, role: 'agent', team: 'Refunds', department: 'Service', topics: ['Baggage'],
  })));
  return { jonas: await enter(jonas, '/unattended', { width: 390, height: 844 }, 'dark'), mara: await enter(mara, `/unattended/${first}`, { width: 1440, height: 900 }, 'light') };
}

async function enter(person, path, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', timezoneId: 'Europe/Vienna', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => failures.push(String(error)));
  await page.goto(new URL(person.link, company.url).href);
  await page.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor();
  await page.goto(company.url + path);
  await page.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor();
  // Presence is told within a second or two; until then nobody is asked.
  await waitFor(async () => (await company.call('GET', '/employees?limit=200')).items.find((one) => one.id === person.id)?.presence.connected === true);
  return page;
}

async function waitFor(isSo) {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 100) throw new Error('The server does not see who is connected.');
    await new Promise((wait) => setTimeout(wait, 200));
  }
}

async function picture(page, name) {
  if (folder) await page.screenshot({ path: `${folder}/ask-${name}.png` });
}

function check(what, isSo) {
  if (!isSo) failures.push(what);
}
