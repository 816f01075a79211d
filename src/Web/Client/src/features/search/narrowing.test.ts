import { afterEach, expect, it } from 'vitest';
import { setTimeZone } from '../../ui/locale';
import { dayTrouble, readNarrowing, searchSpec } from './narrowing';

afterEach(() => { setTimeZone(undefined); });

it('asks for whole days of the reader\'s own zone, the last one included', () => {
  setTimeZone('America/New_York');
  expect(searchSpec('bag', { from: '2026-11-20', to: '2026-11-22' })).toEqual({
    q: 'bag', in: 'all', from: '2026-11-20T05:00:00.000Z', to: '2026-11-23T05:00:00.000Z',
  });
  setTimeZone('Asia/Tokyo');
  expect(searchSpec('bag', { from: '2026-11-20' })).toEqual({ q: 'bag', in: 'all', from: '2026-11-19T15:00:00.000Z' });
});

it('asks for 23 hours on the day the clocks go forward', () => {
  setTimeZone('Europe/Berlin');
  expect(searchSpec('bag', { from: '2026-03-29', to: '2026-03-29' })).toMatchObject({ from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z' });
});

it('says at the field what is wrong with the days, and asks nothing then', () => {
  expect(dayTrouble({ from: '2026-11-22', to: '2026-11-21' })).toEqual({ to: 'beforeFrom' });
  expect(dayTrouble({ from: '2026-02-30', to: 'soon' })).toEqual({ from: 'noDay', to: 'noDay' });
  expect(dayTrouble({ from: '20261-11-22' })).toEqual({ from: 'noDay' });
  expect(dayTrouble({ from: '2026-11-22', to: '2026-11-22' })).toEqual({});
  expect(searchSpec('bag', { from: '2026-11-22', to: '2026-11-21' })).toBeUndefined();
});

it('passes the other filters on as they are', () => {
  expect(searchSpec('bag', { in: 'open', queue: 'q', owner: 'o', channel: 'c', label: 'Late bag' })).toEqual({
    q: 'bag', in: 'open', queue: 'q', owner: 'o', channel: 'c', label: 'Late bag',
  });
  expect(readNarrowing(new URLSearchParams('in=never&label=&owner=o&other=x'))).toEqual({ owner: 'o' });
});
