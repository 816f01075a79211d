#!/usr/bin/env node
/**
 * Pictures of every page in every size and light, with every data set, on servers of its own, to be looked at:
 *
 *   npm run pictures -- --out /tmp/pictures [--sets empty,small,full,hostile] [--themes light] [--only thread-1440]
 *
 * Fails when a page complains in its console, scrolls sideways, or lets one control cover another.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adminData, answerByThread, fill } from './admin-data.mjs';
import { dataSets } from './data-sets.mjs';
import { startNetwork, startServer } from './server.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'artifacts/pictures' },
    sets: { type: 'string', default: Object.keys(dataSets).join(',') },
    themes: { type: 'string', default: 'light,dark' },
    sizes: { type: 'string', default: '1440x900,1024x768,390x844' },
    only: { type: 'string' },
    locale: { type: 'string', default: 'en-GB' },
    more: { type: 'boolean', default: false },
  },
});

for (const set of values.sets.split(',')) {
  const company = await startServer({ Delivery__AttemptsMax: '1' });
  const network = await startNetwork(answerByThread);
  company.replyUrl = network.url;
  try {
    await dataSets[set](company);
    if (adminData[set]) await fill(company, adminData[set]);
    if (set === 'small') await company.employee('Ana Lima', 'agent', 'taken@company.example');
    const { link } = await company.employee('Mara Lindqvist', 'admin');
    const ran = spawnSync(process.execPath, [
      join(import.meta.dirname, 'screenshots.mjs'), '--url', company.url, '--link', new URL(link, company.url).href,
      '--out', join(values.out, set), '--themes', values.themes, '--sizes', values.sizes,
      ...(values.only ? ['--only', values.only] : []), ...(values.more ? ['--more'] : []), '--locale', values.locale, ...(set === 'small' && values.locale === 'en-GB' ? ['--moments'] : []),
    ], { stdio: 'inherit' });
    if (ran.status !== 0) process.exitCode = 1;
  } finally {
    await network.stop();
    await company.stop();
  }
}
