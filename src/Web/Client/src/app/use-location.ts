import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { goBack, goTo, here, onMoved } from './address';
import type { Entry } from './address';
import { routeOf } from './route';
import type { Route } from './route';

/** Beside the address: which pane a narrow screen shows, or whether the context lies over the thread. */
export type Pane = Entry['pane'];

export interface Location {
  route: Route;
  pane: Pane;
  go: (path: string, options?: { replace?: boolean; pane?: Pane; isFromList?: boolean }) => void;
  /** Whether the page before this one is the list this conversation was opened from. */
  isFromList: boolean;
  back: (fallback: string) => void;
  /** Told apart by every going somewhere, so that going to the same place again is going there. */
  visit: string;
}

export function useLocation(): Location {
  const address = useSyncExternalStore(onMoved, () => here().path);
  const pane = useSyncExternalStore(onMoved, () => here().entry.pane);
  const isFromList = useSyncExternalStore(onMoved, () => here().entry.isFromList === true);
  const visit = useSyncExternalStore(onMoved, visitNow);
  const route = useMemo(() => routeOf(address), [address]);

  const go = useCallback<Location['go']>((path, options = {}) => {
    // A pane that opens beside the thread leaves the thread where it is.
    const visit = options.pane === undefined ? crypto.randomUUID() : visitNow();
    goTo(path, { pane: options.pane, isFromList: options.isFromList === true, visit }, options.replace !== true);
  }, []);

  const back = useCallback<Location['back']>((fallback) => {
    if (here().entry.isInside === true) goBack();
    else go(fallback, { replace: true });
  }, [go]);

  return { route, pane, isFromList, go, back, visit };
}

function visitNow(): string {
  return here().entry.visit ?? '';
}
