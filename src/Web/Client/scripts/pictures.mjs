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
import { dataSets } from './data-sets.mjs';
import { startServer } from './server.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'artifacts/pictures' },
    sets: { type: 'string', default: Object.keys(dataSets).join(',') },
    themes: { type: 'string', default: 'light,dark' },
    sizes: { type: 'string', default: '1440x900,1024x768,390x844' },
    only: { type: 'string' },
    more: { type: 'boolean', default: false },
  },
});

for (const set of values.sets.split(',')) {
  const company = await startServer();
  try {
    await dataSets[set](company);
    const { link } = await company.employee('Mara Lindqvist', 'admin');
    const ran = spawnSync(process.execPath, [
      join(import.meta.dirname, 'screenshots.mjs'), '--url', company.url, '--link', new URL(link, company.url).href,
      '--out', join(values.out, set), '--themes', values.themes, '--sizes', values.sizes,
      ...(values.only ? ['--only', values.only] : []), ...(values.more ? ['--more'] : []),
    ], { stdio: 'inherit' });
    if (ran.status !== 0) process.exitCode = 1;
  } finally {
    await company.stop();
  }
}
