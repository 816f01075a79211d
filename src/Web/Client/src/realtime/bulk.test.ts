import { expect, it } from 'vitest';
import type { Api } from '../api/api';
import type { Summary } from '../api/types';
import { runBulk } from './bulk';

const me = { id: 'me', name: 'Mara' };
const row = (id: string, more: Partial<Summary> = {}) => ({ id, labels: [], ...more }) as unknown as Summary;

function recorder(refuse: readonly string[] = []) {
  const calls: string[] = [];
  const say = (verb: string) => (id: string, _command: string, more?: unknown) => {
    if (refuse.includes(id)) return Promise.reject(new Error('refused'));
    calls.push(`${verb} ${id}${more === undefined ? '' : ` ${JSON.stringify(more)}`}`);
    return Promise.resolve({ seq: 1 });
  };
  const api = {
    resolve: say('resolve'), reopen: say('reopen'), snooze: say('snooze'), assign: say('assign'), release: say('release'), setLabels: say('labels'),
  };
  return { api: api as unknown as Api, calls };
}

it('does what it can, counts what was refused, and undoes only what was done', async () => {
  const { api, calls } = recorder(['b']);
  const outcome = await runBulk(api, me, [row('a'), row('b'), row('c')], { kind: 'resolve' });
  expect([outcome.done.map((one) => one.id), outcome.failed]).toEqual([['a', 'c'], 1]);
  await outcome.undo();
  expect(calls).toEqual(['resolve a', 'resolve c', 'reopen a', 'reopen c']);
});

it('gives each back to whoever had it, and to the queue what nobody had', async () => {
  const { api, calls } = recorder();
  const outcome = await runBulk(api, me, [row('a', { owner: 'jonas' }), row('b')], { kind: 'assign', to: { id: 'ines', name: 'Ines' } });
  calls.length = 0;
  await outcome.undo();
  expect(calls.toSorted()).toEqual(['assign a "jonas"', 'assign b "me"', 'release b']);
});

it('adds a label to those that lack it and puts back what was there', async () => {
  const { api, calls } = recorder();
  const outcome = await runBulk(api, me, [row('a', { labels: ['x'] }), row('b', { labels: ['new'] })], { kind: 'label', label: 'new' });
  await outcome.undo();
  expect(calls.toSorted()).toEqual(['labels a ["x","new"]', 'labels a ["x"]', 'labels b ["new"]'].toSorted());
});
