import { describe, expect, it } from 'vitest';
import type { Api } from '../api/api';
import type { Summary } from '../api/types';
import type { HubLink } from './hub-link';
import { LiveList } from './live-list';

const counts = { mine: 0, unattended: 0, all: 0, queues: {} };
const row = (id: string) => ({ id, head: 1 }) as Summary;

function world(isConnected = true) {
  const handlers = new Map<string, (payload: unknown) => void>();
  const calls: string[] = [];
  let served = ['a', 'b'];
  let version = 1;
  const link = {
    isConnected,
    on: (method: string, handler: (payload: unknown) => void) => handlers.set(method, handler),
    invoke: (method: string) => {
      calls.push(method);
      return Promise.resolve({ listId: 'l', version, items: served.map(row), total: 400, counts });
    },
    hint: (method: string) => calls.push(method),
  };
  const api = {
    list: () => {
      calls.push('REST');
      return Promise.resolve({ items: served.map(row), total: 2, counts });
    },
  };
  const list = new LiveList(api as unknown as Api, link as unknown as HubLink);
  const push = (delta: object) => handlers.get('ListDelta')?.({ listId: 'l', upserts: [], total: 400, counts, ...delta });
  const ids = () => list.view.get().items.map((one) => one.id).join('');
  return { list, link, calls, push, ids, serve: (ids_: string[], at: number) => { served = ids_; version = at; } };
}

const settled = () => new Promise((resolve) => { setTimeout(resolve); });

describe('a list', () => {
  it('is a snapshot and what is pushed after it', async () => {
    const { list, push, ids } = world();
    list.watch({ view: 'all' });
    await settled();
    push({ version: 2, order: ['c', 'a'], upserts: [row('c')] });
    expect(ids()).toBe('ca');
  });

  it('is watched anew when a version is missing', async () => {
    const { list, push, ids, calls, serve } = world();
    list.watch({ view: 'all' });
    await settled();
    serve(['x'], 9);
    push({ version: 3, order: ['a'] });
    await settled();
    expect(ids()).toBe('x');
    expect(calls.filter((call) => call === 'WatchList')).toHaveLength(2);
  });

  it('is read by REST while there is no socket', async () => {
    const { list, ids, calls } = world(false);
    list.watch({ view: 'all' });
    await settled();
    expect(ids()).toBe('ab');
    expect(calls).toEqual(['REST']);
  });

  it('slides its window only when the rows on screen come near its edge', async () => {
    const { list, calls } = world();
    list.watch({ view: 'all' });
    await settled();
    list.reveal(0, 12);
    list.reveal(60, 72);
    expect(calls).not.toContain('MoveList');
    list.reveal(85, 97);
    await settled();
    expect(calls).toContain('MoveList');
    expect(list.view.get().offset).toBe(41);
  });

  it('keeps its rows when what it had is resumed, and takes new ones when not', async () => {
    const { list, ids } = world();
    list.watch({ view: 'all' });
    await settled();
    await list.resumed({ listId: 'l' });
    expect(ids()).toBe('ab');
    await list.resumed({ listId: 'm', version: 1, items: [row('z')], total: 1, counts });
    expect(ids()).toBe('z');
  });
});
