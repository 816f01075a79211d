/** What a search is narrowed to, as the address holds it; days are days of the reader's own zone. Pure. */
import type { SearchSpec } from '../../api/types';
import { startOfDay } from '../../ui/locale';

export const narrowingNames = ['in', 'queue', 'owner', 'channel', 'label', 'from', 'to'] as const;
export type NarrowingName = (typeof narrowingNames)[number];

/** `from` and `to` are "2026-11-22", both inclusive. */
export type Narrowing = Readonly<Partial<Record<NarrowingName, string>>>;

/** What is wrong with the days, at the field that has to be changed. */
export type DayTrouble = Partial<Record<'from' | 'to', 'noDay' | 'beforeFrom'>>;

export function readNarrowing(query: URLSearchParams): Narrowing {
  return Object.fromEntries(narrowingNames.flatMap((name) => {
    const value = query.get(name);
    return value === null || value === '' || (name === 'in' && value !== 'open') ? [] : [[name, value]];
  }));
}

export function dayTrouble({ from, to }: Narrowing): DayTrouble {
  const first = from === undefined ? undefined : startOfDay(from) ?? 'noDay';
  const last = to === undefined ? undefined : startOfDay(to) ?? 'noDay';
  return {
    ...(first === 'noDay' ? { from: first } : {}),
    ...(last === 'noDay' ? { to: last } : {}),
    ...(typeof first === 'number' && typeof last === 'number' && last < first ? { to: 'beforeFrom' } : {}),
  };
}

/** What is asked of the server; nothing while the days make no sense. */
export function searchSpec(q: string, narrowing: Narrowing): SearchSpec | undefined {
  if (Object.keys(dayTrouble(narrowing)).length > 0) return undefined;
  const { from, to, in: where, ...rest } = narrowing;
  const begins = from === undefined ? undefined : startOfDay(from);
  const ends = to === undefined ? undefined : startOfDay(to, 1);
  return {
    ...rest, q, in: where === 'open' ? 'open' : 'all',
    ...(begins === undefined ? {} : { from: new Date(begins).toISOString() }),
    ...(ends === undefined ? {} : { to: new Date(ends).toISOString() }),
  };
}
