import { useCallback, useMemo, useState } from 'react';
import type { Summary } from '../../api/types';

/** More at once than this is a matter for rules, not for a hand. */
export const chosenMax = 200;

export interface Selection {
  rows: ReadonlyMap<string, Summary>;
  /** Whether the rows show their boxes. */
  isOn: boolean;
  start: () => void;
  toggle: (row: Summary) => void;
  /** Everything between the last one chosen and this one. */
  extendTo: (row: Summary, order: readonly Summary[]) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [rows, setRows] = useState<ReadonlyMap<string, Summary>>(new Map());
  const [isOn, setIsOn] = useState(false);
  const [last, setLast] = useState<string | undefined>(undefined);

  const start = useCallback(() => { setIsOn(true); }, []);
  const toggle = useCallback((row: Summary) => {
    setIsOn(true);
    setLast(row.id);
    setRows((before) => {
      const next = new Map(before);
      if (!next.delete(row.id) && next.size < chosenMax) next.set(row.id, row);
      return next;
    });
  }, []);
  const extendTo = useCallback((row: Summary, order: readonly Summary[]) => {
    setIsOn(true);
    setLast(row.id);
    setRows((before) => extended(before, row, order, last));
  }, [last]);
  const clear = useCallback(() => {
    setIsOn(false);
    setLast(undefined);
    setRows(new Map());
  }, []);
  return useMemo(() => ({ rows, isOn, start, toggle, extendTo, clear }), [rows, isOn, start, toggle, extendTo, clear]);
}

export function extended(
  before: ReadonlyMap<string, Summary>, row: Summary, order: readonly Summary[], last: string | undefined,
): ReadonlyMap<string, Summary> {
  const to = order.findIndex((one) => one.id === row.id);
  const from = order.findIndex((one) => one.id === last);
  const between = from < 0 || to < 0 ? [row] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const next = new Map(before);
  for (const one of between) {
    if (next.size >= chosenMax) break;
    next.set(one.id, one);
  }
  return next;
}
