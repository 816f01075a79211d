import { afterEach, expect, test } from 'vitest';
import { clockText, momentOfClock, setTimeZone } from '../locale';
import { findPromises, textMax } from './find-promises';

interface Case { language: string; text: string; now: string; zone: string; due: string[] }

const files = import.meta.glob<Case[]>('../../../../../../tests/Golden/promises/*.json', { eager: true, import: 'default' });
const cases = Object.values(files).flat();

afterEach(() => { setTimeZone(undefined); });

test.each(cases)('$language: $text', ({ text, now, zone, due }) => {
  setTimeZone(zone);
  expect(findPromises(text, momentOfClock(now) ?? 0).map((found) => clockText(found.dueAt))).toEqual(due);
});

test('there are many cases of both languages, and many of what is no promise', () => {
  expect(cases.length).toBeGreaterThanOrEqual(80);
  for (const language of ['en', 'de']) {
    expect(cases.filter((one) => one.language === language && one.due.length === 0).length).toBeGreaterThan(15);
    expect(cases.filter((one) => one.language === language && one.due.length > 0).length).toBeGreaterThan(25);
  }
});

test('what is promised is the sentence itself, and never longer than the server takes', () => {
  setTimeZone('Europe/Berlin');
  const now = momentOfClock('2026-11-25T10:00') ?? 0;
  expect(findPromises('Hello Ana.\nWe will send it  by Friday!\nBye', now)[0]?.text).toBe('We will send it by Friday');
  expect([...(findPromises(`We will send ${'x'.repeat(400)} by Friday`, now)[0]?.text ?? '')].length).toBe(textMax);
});

test('a long text is searched in no time', () => {
  const begun = performance.now();
  findPromises('We will send it by Friday, will we, by 10, on Monday; '.repeat(400), 1_700_000_000_000);
  findPromises('a'.repeat(20_000), 1_700_000_000_000);
  findPromises('we '.repeat(5_000), 1_700_000_000_000);
  expect(performance.now() - begun).toBeLessThan(500);
});
