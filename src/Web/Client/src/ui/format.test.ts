import { expect, it } from 'vitest';
import { duration, figure, initials, timeLeft } from './format';

const now = Date.parse('2026-11-22T12:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const row = (waited: number, left: number) => ({ state: 'new', waitingSince: at(-waited), dueAt: at(left), createdAt: at(-waited) });

it('tells the time left, quietly while there is plenty', () => {
  expect(timeLeft(row(10, 50), now)).toEqual({ text: '50 min', tone: 'calm' });
});

it('warns in the last quarter and says how late it is', () => {
  expect(timeLeft(row(50, 10), now)).toEqual({ text: '10 min', tone: 'warn' });
  expect(timeLeft(row(60, -4), now)).toEqual({ text: '4 min late', tone: 'late' });
});

it('says when a snoozed conversation comes back', () => {
  const snoozed = { state: 'snoozed', snoozedUntil: new Date(new Date(now).setHours(24 + 9, 0, 0, 0)).toISOString(), createdAt: at(0) };
  expect(timeLeft(snoozed, now).text).toBe('until tomorrow 9:00');
});

it('says durations in the unit a person would use', () => {
  expect([30_000, 89 * 60_000, 95 * 60_000, 50 * 3_600_000].map(duration)).toEqual(['under 1 min', '89 min', '2 h', '2 days']);
});

it('is exact up to 9,999', () => {
  expect([1284, 9999, 10_000].map(figure)).toEqual(['1,284', '9,999', '9,999+']);
});

it('takes initials in whole characters', () => {
  expect([initials('Grace Okafor'), initials('田中 由紀 🧳'), initials('🧳'), initials('  ')]).toEqual(['GO', '田由', '', '']);
});
