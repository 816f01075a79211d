import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AskingAgain, failedMaxMs, restMs, soonMs } from './asking-again';
import type { Looked } from './asking-again';

const ask = vi.fn<() => Promise<'current' | 'behind'>>();
let asking: AskingAgain;
let page: EventTarget & { visibilityState: DocumentVisibilityState };
const turn = (state: DocumentVisibilityState) => {
  page.visibilityState = state;
  page.dispatchEvent(new Event('visibilitychange'));
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset().mockResolvedValue('current');
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  asking = new AskingAgain(ask, page as unknown as Looked);
  asking.start();
});
afterEach(() => {
  asking.stop();
  vi.useRealTimers();
});

it('asks soon for what was written a moment before, and then now and then', async () => {
  await pass(soonMs - 1);
  expect(ask).toHaveBeenCalledTimes(0);
  await pass(1);
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(restMs - 1);
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(1 + 5 * restMs);
  expect(ask).toHaveBeenCalledTimes(7);
});

it('asks soon again while the index is behind', async () => {
  ask.mockResolvedValueOnce('behind').mockResolvedValueOnce('behind');
  await pass(3 * soonMs);
  expect(ask).toHaveBeenCalledTimes(3);
  await pass(restMs - 1);
  expect(ask).toHaveBeenCalledTimes(3);
});

it('asks nothing while nobody looks, and once when somebody does again', async () => {
  turn('hidden');
  await pass(20 * restMs);
  expect(ask).toHaveBeenCalledTimes(0);
  turn('visible');
  turn('visible');
  expect(ask).toHaveBeenCalledTimes(1);
  turn('hidden');
  turn('visible');
  await pass(restMs - 1);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('never asks twice at once', async () => {
  ask.mockReturnValue(new Promise(() => undefined));
  await pass(20 * restMs);
  turn('visible');
  expect(ask).toHaveBeenCalledTimes(1);
});

it('asks ever more seldom while it is refused', async () => {
  ask.mockRejectedValue(new Error('overloaded'));
  await pass(soonMs + 2 * restMs);
  expect(ask).toHaveBeenCalledTimes(2);
  await pass(4 * restMs - 1);
  expect(ask).toHaveBeenCalledTimes(2);
  await pass(1 + 8 * restMs);
  expect(ask).toHaveBeenCalledTimes(4);
  await pass(failedMaxMs * 10);
  expect(ask.mock.calls.length).toBeLessThanOrEqual(14);
  ask.mockResolvedValue('current');
  await pass(failedMaxMs);
  ask.mockClear();
  ask.mockRejectedValueOnce(new Error('overloaded'));
  await pass(4 * restMs);
  expect(ask.mock.calls.length).toBeGreaterThanOrEqual(3);
});

it('ends with the answer it is about', async () => {
  asking.stop();
  turn('visible');
  await pass(20 * restMs);
  expect(ask).toHaveBeenCalledTimes(0);
});
