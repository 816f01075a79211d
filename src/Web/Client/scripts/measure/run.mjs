#!/usr/bin/env node
/**
 * What the page costs, measured in Chromium against a server of its own with many open conversations.
 *
 *   npm run measure                                   all of it, about 15 minutes
 *   npm run measure -- --only paint,changes           paint · changes · resolve · heap · reconnect
 *   npm run measure -- --conversations 100000 --rate 200 --minutes 10 --away 1,30,600,restart
 *
 * Times in ms. The script, the server and the browser share the machine: figures are upper bounds.
 */
import { parseArgs } from 'node:util';
import { launchChromium } from '../browser.mjs';
import { measureChanges } from './changes.mjs';
import { measureHeap } from './heap.mjs';
import { measurePaint } from './paint.mjs';
import { measureReconnect } from './reconnect.mjs';
import { measureResolve } from './resolve.mjs';
import { startServer } from '../server.mjs';

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    away: { type: 'string', default: '1,30,600,restart' },
    only: { type: 'string', default: 'paint,changes,resolve,heap,reconnect' },
  },
});
const parts = { paint: measurePaint, changes: measureChanges, resolve: measureResolve, heap: measureHeap, reconnect: measureReconnect };

const company = await startServer();
const browser = await launchChromium();
try {
  const many = Number(values.conversations);
  const began = Date.now();
  const channel = await company.channel('Our shop');
  const ids = await company.write(channel, Array.from({ length: many }, (_, at) => ({
    thread: `m${at}`, text: `My suitcase number ${at} did not arrive in Lisbon.`, sender: { id: `u-m${at}`, name: `Customer ${at}` },
  })));
  console.log(`${many} open conversations in ${((Date.now() - began) / 1000).toFixed(0)} s`);
  const { link } = await company.employee('Mara Lindqvist', 'admin');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(new URL(link, company.url).href);
  await page.getByText('Live', { exact: true }).waitFor();
  const settings = { company, browser, channel, ids, state: await context.storageState(), rate: Number(values.rate), minutes: Number(values.minutes), away: values.away.split(',') };
  await context.close();
  for (const name of values.only.split(',')) {
    for (const line of await parts[name](settings)) console.log(`${name}: ${line}`);
  }
} finally {
  await browser.close();
  await company.stop();
}
