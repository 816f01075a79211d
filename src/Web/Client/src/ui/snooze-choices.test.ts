import { afterEach, expect, it } from 'vitest';
import { setTimeZone } from './locale';
import { chosenMoment, firstOffered } from './snooze-choices';

const now = Date.parse('2026-11-22T20:30:00Z');
const moment = (text: string) => {
  const chosen = chosenMoment(text, now);
  return typeof chosen === 'number' ? new Date(chosen).toISOString() : chosen;
};

afterEach(() => { setTimeZone(undefined); });

it('takes what is chosen for a reading of the reader’s own clock', () => {
  setTimeZone('Asia/Tokyo');
  expect(moment('2026-11-24T09:00')).toBe('2026-11-24T00:00:00.000Z');
  setTimeZone('America/New_York');
  expect(moment('2026-11-24T09:00')).toBe('2026-11-24T14:00:00.000Z');
  expect(moment('2027-07-01T09:00')).toBe('2027-07-01T13:00:00.000Z');
});

it('refuses what has passed on that clock, and takes the next minute', () => {
  setTimeZone('Asia/Tokyo');
  expect(moment('2026-11-23T05:30')).toBe('passed');
  expect(moment('2026-11-22T23:00')).toBe('passed');
  expect(moment('2026-11-23T05:31')).toBe('2026-11-22T20:31:00.000Z');
});

it('refuses what the server would not keep, and what is no moment', () => {
  setTimeZone('UTC');
  expect(moment('2027-11-23T20:30')).toBe('2027-11-23T20:30:00.000Z');
  expect(moment('2027-11-23T20:31')).toBe('tooFar');
  for (const text of ['', '2026-11-24', '2026-02-31T09:00', '2026-11-24T25:00', 'soon', '+012026-11-24T09:00']) expect(moment(text)).toBe('none');
});

it('finds a moment where the clock has none, in the night it is put forward', () => {
  setTimeZone('Europe/Berlin');
  expect(moment('2027-03-28T02:30')).toMatch(/^2027-03-28T0[01]:30:00.000Z$/u);
  expect(moment('2027-10-31T02:30')).toMatch(/^2027-10-31T0[01]:30:00.000Z$/u);
});

it('offers tomorrow at nine, as that clock has it', () => {
  setTimeZone('Asia/Tokyo');
  expect(firstOffered(now)).toBe('2026-11-24T09:00');
  setTimeZone('America/New_York');
  expect(firstOffered(now)).toBe('2026-11-23T09:00');
});
