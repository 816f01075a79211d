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
} finally {
  await browser.close();
  await company.stop();
}

async function open(name, colorScheme) {
  const link = company.output.split('\n').find((line) => line.includes('/in/') && line.includes(name))?.match(/http\S+/)?.[0];
  if (!link) throw new Error(`The demo gave no link for ${name}.`);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}
