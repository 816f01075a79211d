#!/usr/bin/env node
/**
 * Takes pictures of every page of a running server, in three sizes, light and dark, to be looked at.
 *
 *   node scripts/screenshots.mjs --url http://127.0.0.1:8080 --link http://127.0.0.1:8080/in/… --out /tmp/pictures
 *
 * Needs Chromium at /usr/bin/chromium (or CHROMIUM=path). The link is spent; the session lasts for the run.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from './browser.mjs';
import { settingsMoments, settingsPages } from './settings-pages.mjs';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    link: { type: 'string' },
    out: { type: 'string', default: 'artifacts/screenshots' },
    only: { type: 'string' },
    themes: { type: 'string', default: 'light,dark' },
    sizes: { type: 'string', default: '1440x900,1024x768,390x844' },
    /** Also 200 % zoom, forced colours and grey tones. */
    more: { type: 'boolean', default: false },
    /** Of the browser; what is pressed on the way is found by its English words, so other languages go with --only settings. */
    locale: { type: 'string', default: 'en-GB' },
    /** Also settings in the middle of something, which needs data that is there to be changed. */
    moments: { type: 'boolean', default: false },
  },
});

const sizes = values.sizes.split(',').map((size) => size.split('x').map(Number));
const themes = values.themes.split(',');

await mkdir(values.out, { recursive: true });
const browser = await launchChromium();
const complaints = [];
try {
  const state = await signIn();
  for (const [width, height] of sizes) {
    for (const theme of themes) await takeAll(state, width, height, theme);
  }
  if (values.more) {
    await takeAll(state, 720, 450, 'light', { name: 'zoom200', deviceScaleFactor: 2 });
    await takeAll(state, 1440, 900, 'light', { name: 'forced', forcedColors: 'active' });
    await takeAll(state, 1440, 900, 'light', { name: 'grey' });
  }
} finally {
  await browser.close();
}
for (const complaint of new Set(complaints)) console.error(`page said: ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function signIn() {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (values.link) {
    await page.goto(values.link);
    await page.getByRole('navigation').first().waitFor({ state: 'attached' });
  }
  const state = await context.storageState();
  await context.close();
  return state;
}

async function takeAll(state, width, height, theme, { name: special, ...more } = {}) {
  const name = (page) => join(values.out, `${page}-${special ?? `${width}x${height}-${theme}`}.png`);
  const options = { viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', locale: values.locale, ...more };

  const stranger = await browser.newContext(options);
  await shoot(stranger, '/', name('sign-in'), (page) => page.getByRole('heading', { level: 1 }).waitFor({ timeout: 5000 }));
  await stranger.close();
  if (!values.link) return;

  const context = await browser.newContext({ ...options, storageState: state });
  const rows = (page) => page.locator('[data-pane="list"] [role="option"], [data-pane="list"] [role="status"] p').first().waitFor({ timeout: 5000 });
  const hasRows = async (page) => {
    await rows(page);
    return await page.getByRole('option').count() > 0;
  };
  const thread = (page) => page.getByRole('log', { name: 'Conversation' }).getByRole('article').first().waitFor({ timeout: 5000 });
  await shoot(context, '/unattended', name('list'), rows);
  await shoot(context, '/unattended', name('thread'), async (page) => {
    if (!await hasRows(page)) return;
    await page.getByRole('option').first().click();
    await thread(page);
  });
  await shoot(context, '/unattended', name('context'), async (page) => {
    if (!await hasRows(page)) return;
    await page.getByRole('option').first().click();
    await thread(page);
    await page.keyboard.press('i');
    await page.getByRole('complementary').waitFor({ timeout: 5000 });
  });
  await shoot(context, '/unattended', name('note'), async (page) => {
    if (!await hasRows(page)) return;
    await page.getByRole('option').first().click();
    await thread(page);
    await page.keyboard.press('n');
    await page.keyboard.type('Looked it up: it stands in Frankfurt, and comes with the morning flight.');
  });
  await shoot(context, '/mine', name('mine'), (page) => page.waitForTimeout(500));
  await shoot(context, '/settings', name('settings'), (page) => page.getByRole('heading', { level: 1 }).waitFor({ timeout: 5000 }));
  await shoot(context, '/unattended', name('choosing'), async (page) => {
    if (!await hasRows(page)) return;
    await page.getByRole('button', { name: 'Choose several' }).click();
    const boxes = page.locator('[data-pane="list"] [role="option"] > span');
    for (const at of [0, 1]) await boxes.nth(at).click();
  });
  for (const [section, prepare] of Object.entries(settingsPages).filter(([section]) => section !== '')) {
    await shoot(context, `/settings/${section}`, name(`settings-${section}`), prepare);
  }
  for (const [moment, [section, prepare]] of values.moments ? Object.entries(settingsMoments) : []) {
    await shoot(context, `/settings/${section}`, name(`settings-${moment}`), prepare);
  }
  await shoot(context, '/unattended', name('keys'), async (page) => {
    await rows(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor({ timeout: 5000 });
  });
  await shoot(context, '/unattended', name('palette'), async (page) => {
    await rows(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor({ timeout: 5000 });
  });
  await context.close();
}

async function shoot(context, path, file, prepare) {
  if (values.only && !file.includes(values.only)) return;
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('console', (message) => {
    // A browser complains of every refusal; where one is wanted it is no complaint.
    const isWanted = message.text().includes('401') || (file.includes('-wrong') && /\b(409|422)\b/u.test(message.text()));
    if (message.type() === 'error' && !isWanted) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(new URL(path, values.url).href);
  try {
    await prepare(page);
  } catch (error) {
    complaints.push(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  await page.waitForTimeout(400);
  if (file.includes('-grey.')) await page.evaluate(() => { document.body.style.filter = 'grayscale(1)'; });
  const overflow = await page.evaluate(sideways);
  if (overflow) complaints.push(`${file}: wider than the screen: ${overflow}`);
  await page.screenshot({ path: file });
  await page.close();
}

/** What sticks out of the page at its side, if anything does. Runs in the page. */
function sideways() {
  if (document.documentElement.scrollWidth <= innerWidth) return '';
  const wide = [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().right > innerWidth + 1);
  return wide ? `${wide.tagName} ${wide.className}` : 'the page';
}
