import { expect, test, vi } from 'vitest';
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Ask } from '../api/types';
import { Asks, topicsOf } from './asks';

const ask = (id: string, more: Partial<Ask> = {}): Ask => ({
  id, conversationId: 'c', asker: { id: 'mara', name: 'Mara' }, question: 'Where?', topics: [], state: 'running', begunAt: '2026-11-22T10:00:00Z',
  people: [{ id: 'me', name: 'Me', ring: 'team', state: 'asked', me: true }], ...more,
});

function desk(get: (path: string) => unknown, post: (path: string) => Promise<unknown> = () => Promise.resolve({})) {
  const hub: Record<string, () => void> = {};
  const api = { http: { get: (path: string) => Promise.resolve(get(path)), post, now: () => 0 } } as unknown as Api;
  return { hub, asks: new Asks(api, { on: (name: string, listener: never) => { hub[name] = listener; } }) };
}

test('hints that come together are one reading, and who was faster is told once', async () => {
  vi.useFakeTimers();
  const gone = ask('a', { state: 'answered', answer: { by: { id: 'j', name: 'Jonas' }, text: 'There.', at: '2026-11-22T10:00:05Z' }, people: [{ id: 'me', name: 'Me', ring: 'team', state: 'stopped', me: true }] });
  let forMe = [ask('a')];
  const paths: string[] = [];
  const { hub, asks } = desk((path) => {
    paths.push(path);
    return path.includes('forMe') ? { items: forMe } : path.includes('mine') ? { items: [] } : gone;
  });
  const told: string[] = [];
  asks.listen((one) => told.push(one.answer?.by.name ?? ''));
  hub.AskIncoming?.();
  hub.AskChanged?.();
  await vi.advanceTimersByTimeAsync(200);
  expect(paths).toHaveLength(2);
  expect(asks.forMe.get().map(({ id }) => id)).toEqual(['a']);
  forMe = [];
  hub.AskChanged?.();
  await vi.advanceTimersByTimeAsync(200);
  hub.AskChanged?.();
  await vi.advanceTimersByTimeAsync(200);
  expect(told).toEqual(['Jonas']);
  vi.useRealTimers();
});

test('an answer that came second leaves the bar, one that nobody took stays', async () => {
  const fails = [new Problem(409, { type: '/problems/already-answered' } as never), new Error('no line')];
  const { asks } = desk(() => ({ items: [] }), () => Promise.reject(fails.shift() as Error));
  asks.forMe.set([ask('a'), ask('b')]);
  expect(await asks.answer(ask('a'), '1', 'There.')).toBe('faster');
  expect(await asks.answer(ask('b'), '2', 'There.')).toBe('unreachable');
  expect(asks.forMe.get().map(({ id }) => id)).toEqual(['b']);
});

test('a question is about the topics whose words stand in it', () => {
  const topics = [{ name: 'Baggage', words: ['suitcase', 'Koffer'] }, { name: 'Rates', words: ['price'] }];
  expect(topicsOf('Where is the SUITCASE?', topics)).toEqual(['Baggage']);
  expect(topicsOf('baggage and prices', topics)).toEqual(['Baggage', 'Rates']);
  expect(topicsOf('the enterprise', topics)).toEqual([]);
});
