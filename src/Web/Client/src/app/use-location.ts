import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { parseRoute } from './route';
import type { Route } from './route';

/** Beside the address: which pane a narrow screen shows, or whether the context lies over the thread. */
export type Pane = 'menu' | 'context' | undefined;

interface Entry { pane?: Pane | undefined; isFromList?: boolean; visit?: string | undefined }

const changed = 'conversations:location';

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
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const pane = useSyncExternalStore(subscribe, () => (history.state as Entry | null)?.pane);
  const isFromList = useSyncExternalStore(subscribe, () => (history.state as Entry | null)?.isFromList === true);
  const visit = useSyncExternalStore(subscribe, visitNow);
  const route = useMemo(() => {
    const at = address.indexOf('?');
    return parseRoute(at < 0 ? address : address.slice(0, at), at < 0 ? '' : address.slice(at));
  }, [address]);

  const go = useCallback<Location['go']>((path, options = {}) => {
    // A pane that opens beside the thread leaves the thread where it is.
    const visit = options.pane === undefined ? crypto.randomUUID() : visitNow();
    const entry: Entry = { pane: options.pane, isFromList: options.isFromList === true, visit };
    if (options.replace === true) history.replaceState({ ...entry, isInside: isInside() }, '', path);
    else history.pushState({ ...entry, isInside: true }, '', path);
    dispatchEvent(new Event(changed));
  }, []);

  const back = useCallback<Location['back']>((fallback) => {
    if (isInside()) history.back();
    else go(fallback, { replace: true });
  }, [go]);

  return { route, pane, isFromList, go, back, visit };
}

/** Whether going back stays within this page. */
function isInside(): boolean {
  return (history.state as { isInside?: boolean } | null)?.isInside === true;
}

function visitNow(): string {
  return (history.state as Entry | null)?.visit ?? '';
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(changed, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(changed, listener);
  };
}
