#!/usr/bin/env node
/**
 * The pictures of README.md, from the demo as a newcomer meets it:
 *
 *   npm run readme-pictures [-- --out docs/images]
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from './browser.mjs';
import { startServer } from './server.mjs';

const { values } = parseArgs({ options: { out: { type: 'string', default: resolve(import.meta.dirname, '../../../../docs/images') } } });
const company = await startServer({ Demo__Enabled: 'true' });
const browser = await launchChromium();
try {
  const [mara, jonas] = await Promise.all([open('Mara', 'light'), open('Jonas', 'dark')]);
  const thread = (page) => page.locator('[data-thread-log]');
  await thread(mara).getByText('suitcase did not').waitFor();
  await mara.keyboard.press('c');
  await thread(mara).getByText('You took this').waitFor();
  await mara.keyboard.press('r');
  await mara.keyboard.type('Good morning Grace, I have your tag and am calling the belt crew now.');
  await mara.keyboard.press('Control+Enter');
  await thread(mara).getByText('Read', { exact: true }).waitFor();
  await thread(mara).getByText('Thank you', { exact: false }).waitFor();
  await mara.mouse.move(700, 500);
  // Counts are told a little after the rows they count.
  await mara.waitForTimeout(2500);
  await mara.screenshot({ path: join(values.out, 'workspace.png') });

  await mara.keyboard.type('It is found, and');
  await jonas.goto(`${company.url}/all/${new URL(mara.url()).pathname.split('/').pop()}`);
  await thread(jonas).getByText('suitcase did not').waitFor();
  await mara.keyboard.type(' it is on its way to you.');
  await jonas.getByText('Mara Lindqvist is writing').first().waitFor();
  await jonas.locator('textarea[data-composer]').fill('We are looking for it.');
  await jonas.keyboard.press('Control+Enter');
  await thread(jonas).getByText('Mara Lindqvist has this.').waitFor();
  await mara.keyboard.type(' Tonight.');
  await jonas.waitForTimeout(400);
  await jonas.screenshot({ path: join(values.out, 'two-people.png') });

  await mara.keyboard.press('Escape');
  await mara.goto(`${company.url}/search?q=suitcase`);
  await mara.locator('[data-pane="list"] mark').first().waitFor();
  await mara.locator('[data-pane="list"] li').first().getByRole('button').first().click();
  await thread(mara).getByText('suitcase').first().waitFor();
  await mara.waitForTimeout(500);
  await mara.screenshot({ path: join(values.out, 'search.png') });

  await tellsTheStory(mara, jonas, thread);
} finally {
  await browser.close();
  await company.stop();
}

/** A public complaint: found on the open floor, known by a colleague, given more than one may give alone, promised, and handed on. */
async function tellsTheStory(mara, jonas, thread) {
  const button = (page, name) => page.getByRole('button', { name });
  await mara.goto(`${company.url}/floor`);
  await mara.getByLabel('I promise this').check();
  await button(mara, 'Come to the floor').click();
  const complaint = mara.getByRole('listitem').filter({ hasText: 'broke my guitar' });
  await complaint.getByText('Why').click();
  await complaint.getByRole('button').first().click();
  await button(mara, 'Take it for 10 minutes').waitFor();
  await mara.screenshot({ path: join(values.out, 'floor.png') });

  await button(mara, 'Take it for 10 minutes').click();
  await mara.getByText('Yours until').waitFor();
  const id = new URL(mara.url()).pathname.split('/').pop();
  await mara.goto(`${company.url}/all/${id}`);
  await mara.locator('[data-pane="context"]').getByText('You may give').waitFor();
  await mara.keyboard.press('q');
  await mara.keyboard.type('Who mends a guitar for us?');
  await mara.keyboard.press('Control+Enter');
  await button(mara, /^(Take it in|It helps)$/).click();
  await mara.getByText('Words of Leila Haddad').waitFor();
  await mara.keyboard.press('Escape');
  await mara.keyboard.press('v');
  await mara.getByLabel('How much, in EUR').fill('80');
  await mara.getByLabel('Why', { exact: true }).fill('It was his only guitar.');
  await button(mara, 'Give €80').click();
  await mara.getByText('more than your').waitFor();
  const known = await mara.locator('textarea[data-composer]').inputValue();
  await mara.locator('textarea[data-composer]').fill(`I am sorry, Anders. ${known} I call you by Friday.`);
  await mara.getByText('You promise:').first().waitFor();
  await mara.screenshot({ path: join(values.out, 'free-to-act.png') });

  await button(mara, 'Ask for a co-sign').click();
  await thread(mara).getByText('signed by Leila Haddad').waitFor();
  await button(mara, 'Keep it').click();
  await mara.locator('textarea[data-composer]').press('Control+Enter');
  await button(mara, 'Post in public').last().click();
  await mara.locator('[data-pane="context"]').getByText('You promised:').waitFor();
  await mara.keyboard.press('Escape');
  await mara.keyboard.press('a');
  await mara.getByRole('combobox', { name: 'To' }).selectOption('edemo-jonas');
  await mara.getByLabel('What should they know?').fill('The luthier has the guitar. Anders wants to hear from us on Friday.');
  await mara.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
  await jonas.goto(`${company.url}/all/${id}`);
  await button(jonas, 'Take it').first().waitFor();
  await thread(jonas).getByText(/\d+ changes/u).first().click();
  await jonas.waitForTimeout(2500);
  await jonas.screenshot({ path: join(values.out, 'handed-on.png') });
}

/** Where it is about ten in the morning: the pictures show a working day, whenever they are taken. */
function morning() {
  const ahead = (10 - new Date().getUTCHours() + 36) % 24 - 12;
  return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function open(name, colorScheme) {
  const link = company.output.split('\n').find((line) => line.includes('/in/') && line.includes(name))?.match(/http\S+/)?.[0];
  if (!link) throw new Error(`The demo gave no link for ${name}.`);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme, locale: 'en-GB', timezoneId: morning() });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}
