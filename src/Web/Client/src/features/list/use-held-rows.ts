import { useMemo, useState } from 'react';
import type { ListView } from '../../realtime/live-list';
import { windowSize } from '../../realtime/live-list';
import { heldRows } from './held-rows';
import type { HeldRows } from './held-rows';

interface Use extends HeldRows {
  /** Index of the first row within the whole list. */
  offset: number;
  /** Rows of the whole list, as it is shown. */
  count: number;
  /** Lets everything that waited in. */
  show: () => void;
  /** Takes away what has left, and keeps the rest where it is. */
  dropGone: () => void;
}

export function useHeldRows(view: ListView, isHeld: boolean): Use {
  const [held, setHeld] = useState(view);
  const mustFollow = !isHeld || held.spec !== view.spec || held.offset !== view.offset
    || held.items.length === 0 || view.face !== 'ready';
  if (mustFollow && held !== view) setHeld(view);

  const shown = mustFollow ? view : held;
  const { rows, arrived } = useMemo(
    () => heldRows(shown.items, view.items, view.total > windowSize),
    [shown.items, view.items, view.total],
  );
  return {
    rows,
    arrived,
    offset: shown.offset,
    count: Math.max(shown.total, shown.offset + shown.items.length),
    show: () => { setHeld(view); },
    dropGone: () => {
      const gone = rows.filter((one) => one.isGone).length;
      if (gone > 0) {
        setHeld({ ...held, items: rows.filter((one) => !one.isGone).map((one) => one.row), total: held.total - gone });
      }
    },
  };
}
