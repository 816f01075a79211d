import { expect, test } from 'vitest';
import type { GivenPromise } from '../api/types';
import type { PromisesOf } from '../realtime/promises';
import { Store } from '../realtime/store';
import { resolveNext } from './resolve-next';

const promised = (state: string) => ({ state }) as GivenPromise;

/** A desk whose resolve is answered when the test says so. */
function desk(held: PromisesOf) {
  const steps: string[] = [];
  let answer: (isDone: boolean) => void = () => undefined;
  const commands = { resolve: () => new Promise<boolean>((resolve) => { steps.push('asked'); answer = (isDone) => { steps.push(isDone ? 'resolved' : 'refused'); resolve(isDone); }; }) };
  const promises = { of: () => new Store(held) };
  return {
    steps, answer: (isDone: boolean) => { answer(isDone); },
    resolve: (mayHavePromised = false) => resolveNext({ commands, promises }, 'c-1', () => { steps.push('next'); }, mayHavePromised),
  };
}

test('with no promise open the next conversation is there at once', async () => {
  const { steps, resolve, answer } = desk({ face: 'ready', items: [promised('kept'), promised('broken'), promised('released')] });
  const done = resolve();
  expect(steps).toEqual(['asked', 'next']);
  answer(true);
  expect(await done).toBe(true);
  expect(steps).toEqual(['asked', 'next', 'resolved']);
});

test.each(['open', 'dueSoon'])('who is refused because a promise is open is still looking at it (%s)', async (state) => {
  const { steps, resolve, answer } = desk({ face: 'ready', items: [promised('kept'), promised(state)] });
  const done = resolve();
  expect(steps).toEqual(['asked']);
  answer(false);
  expect(await done).toBe(false);
  expect(steps).toEqual(['asked', 'refused']);
});

test.each([
  ['are not read yet', 'loading' as const, false], ['could not be read', 'failed' as const, false], ['may have been given just now', 'ready' as const, true],
])('where promises %s the answer comes before the next conversation', async (_, face, mayHavePromised) => {
  const { steps, resolve, answer } = desk({ face, items: [] });
  const done = resolve(mayHavePromised);
  expect(steps).toEqual(['asked']);
  answer(true);
  await done;
  expect(steps).toEqual(['asked', 'resolved', 'next']);
});
