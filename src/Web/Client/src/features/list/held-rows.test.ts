import { expect, it } from 'vitest';
import type { Summary } from '../../api/types';
import { heldRows } from './held-rows';

const row = (id: string, lastText = '') => ({ id, lastText }) as Summary;
const rows = (ids: string) => [...ids].map((id) => row(id));
const shown = (held: string, live: string, isFull = false) => {
  const { rows: result, arrived } = heldRows(rows(held), rows(live), isFull);
  return { rows: result.map((one) => one.row.id + (one.isGone ? '-' : '')).join(''), arrived };
};

it('keeps the order under the pointer and counts what arrived', () => {
  expect(shown('abc', 'xabyc')).toEqual({ rows: 'abc', arrived: 2 });
});

it('keeps a row that left, as left', () => {
  expect(shown('abc', 'ac')).toEqual({ rows: 'ab-c', arrived: 0 });
});

it('shows what changed in its place', () => {
  expect(heldRows([row('a', 'old')], [row('a', 'new')], false).rows[0]?.row.lastText).toBe('new');
});

it('does not call a row gone that only fell off the end of a full window', () => {
  expect(shown('abcd', 'xabc', true)).toEqual({ rows: 'abcd', arrived: 1 });
});

it('does not count what slid in at the end of a full window as arrived', () => {
  expect(shown('abcd', 'acde', true)).toEqual({ rows: 'ab-cd', arrived: 0 });
});
