import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HubLink } from './hub-link';
import { Signs, signsOf, type SignsEvent } from './signs';

let tell: (event: SignsEvent) => void;
let signs: Signs;

beforeEach(() => {
  vi.useFakeTimers();
  const link = { on: (_name: string, handler: (event: SignsEvent) => void) => { tell = handler; } };
  signs = new Signs(link as unknown as HubLink, 'me');
});
afterEach(() => { vi.useRealTimers(); });

const shown = () => signsOf(signs.all.get(), 'c');
const sign = (id: string, expiresIn: number) => ({ id, name: id, expiresIn });

test('who looks, writes or has unsent words is shown, and oneself never', () => {
  tell({ conversationId: 'c', viewing: [sign('me', 40), sign('ana', 40)], typing: [sign('ben', 6)], unsaved: [sign('ana', 40), sign('me', 40)] });
  expect(shown().viewing.map((one) => one.id)).toEqual(['ana']);
  expect(shown().typing.map((one) => one.id)).toEqual(['ben']);
  expect(shown().unsaved.map((one) => one.id)).toEqual(['ana']);
});

test('each sign runs out by itself', () => {
  tell({ conversationId: 'c', viewing: [sign('ana', 40)], typing: [sign('ana', 6)], unsaved: [sign('ana', 20)] });
  vi.advanceTimersByTime(6_100);
  expect([shown().viewing.length, shown().typing.length, shown().unsaved.length]).toEqual([1, 0, 1]);
  vi.advanceTimersByTime(14_000);
  expect([shown().viewing.length, shown().unsaved.length]).toEqual([1, 0]);
  vi.advanceTimersByTime(20_000);
  expect(signs.all.get().size).toBe(0);
});

test('an empty event takes down what was shown', () => {
  tell({ conversationId: 'c', unsaved: [sign('ana', 40)] });
  tell({ conversationId: 'c', viewing: [], typing: [], unsaved: [] });
  expect(shown().unsaved).toEqual([]);
});
