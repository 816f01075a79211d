import { expect, it } from 'vitest';
import { atHour, clockKey, count, dayNumber, languageFor, setLocale, setTimeZone } from './locale';

it('speaks the first language of the browser that it knows, unless one was chosen', () => {
  expect(languageFor('auto', ['fr-FR', 'de-AT', 'en-US'])).toBe('de');
  expect(languageFor('auto', ['fr'])).toBe('en');
  expect(languageFor('en', ['de-DE'])).toBe('en');
});

it("writes figures as in the reader's own country", () => {
  setLocale('de', ['de-DE', 'en-US']);
  expect(count(1284)).toBe('1.284');
  setLocale('en', ['de-DE']);
  expect(count(1284)).toBe('1,284');
});

it('begins days where the reader lives', () => {
  const evening = Date.parse('2026-11-22T18:00:00Z');
  setTimeZone('Asia/Tokyo');
  expect(clockKey(evening)).toBe('03:00');
  expect(dayNumber(evening)).toBe(dayNumber(Date.parse('2026-11-23T12:00:00Z')));
  setTimeZone('America/Los_Angeles');
  expect(dayNumber(evening)).toBe(dayNumber(Date.parse('2026-11-22T08:30:00Z')));
});

it('finds nine in the morning on both sides of a clock change', () => {
  setTimeZone('Europe/Berlin');
  const saturday = Date.parse('2026-10-24T20:00:00Z');
  expect(new Date(atHour(saturday, 0, 9)).toISOString()).toBe('2026-10-24T07:00:00.000Z');
  expect(new Date(atHour(saturday, 1, 9)).toISOString()).toBe('2026-10-25T08:00:00.000Z');
  setTimeZone(undefined);
});

it('ignores a time zone that does not exist', () => {
  const now = Date.parse('2026-11-22T18:00:00Z');
  const mine = clockKey(now);
  setTimeZone('Mars/Olympus');
  expect(clockKey(now)).toBe(mine);
});
