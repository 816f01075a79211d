import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SteadyReader } from './steady-reader';

const pauseMs = 2_000;
let answers: ((value: string) => void)[] = [];
let failures: (() => void)[] = [];
let seen: string[] = [];

const reader = () => new SteadyReader(
  () => new Promise<string>((answer, fail) => { answers.push(answer); failures.push(() => { fail(new Error('no')); }); }),
  pauseMs, (value) => { seen.push(value); }, () => { seen.push('failed'); },
);

beforeEach(() => {
  vi.useFakeTimers();
  [answers, failures, seen] = [[], [], []];
});
afterEach(() => { vi.useRealTimers(); });

test('a hint after a quiet time is read at once, and many within the pause are one reading', async () => {
  const one = reader();
  one.hint();
  expect(answers).toHaveLength(1);
  answers[0]?.('a');
  await vi.advanceTimersByTimeAsync(100);
  one.hint();
  one.hint();
  await vi.advanceTimersByTimeAsync(1_000);
  one.hint();
  expect(answers).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(answers).toHaveLength(2);
  answers[1]?.('b');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(answers).toHaveLength(2);
  expect(seen).toEqual(['a', 'b']);
});

test('what is hinted while it is read is read once more', async () => {
  const one = reader();
  one.hint();
  one.hint();
  one.hint();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(answers).toHaveLength(1);
  failures[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(answers).toHaveLength(2);
  answers[1]?.('b');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen).toEqual(['failed', 'b']);
  expect(answers).toHaveLength(2);
});

test('what one did oneself is read without a pause', async () => {
  const one = reader();
  one.hint();
  answers[0]?.('a');
  await vi.advanceTimersByTimeAsync(0);
  one.now();
  expect(answers).toHaveLength(2);
});

test('after the end nothing is read and nothing is shown', async () => {
  const one = reader();
  one.hint();
  one.hint();
  one.stop();
  answers[0]?.('a');
  await vi.advanceTimersByTimeAsync(10_000);
  one.now();
  expect(answers).toHaveLength(1);
  expect(seen).toEqual([]);
});
