import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SearchHit, SearchPage, SearchSpec } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { moment } from '../../ui/format';
import { AskingAgain } from './asking-again';
import { inPlace, joined, newer } from './newer-hits';

interface Found {
  face: 'loading' | 'ready' | 'failed';
  items: readonly SearchHit[];
  next: string | undefined;
  /** Up to when everything that was written can be found. */
  indexedTo: string | undefined;
}

interface Use extends Found {
  hasMore: boolean;
  more: () => void;
  retry: () => void;
  /** What came since and waits to be shown. */
  newer: { count: number; isMore: boolean };
  showNewer: () => void;
}

const nothing: Found = { face: 'loading', items: [], next: undefined, indexedTo: undefined };
const noneNewer = { count: 0, isMore: false };

/** What is written is found two seconds later; more than this is late. */
const lateMs = 3_000;

/**
 * The hits of what is asked now; what was found before stands until then. While they stand on screen they are asked for again: held ones keep their places.
 */
export function useSearch(spec: SearchSpec | undefined, isShown: boolean, isHeld: boolean): Use {
  const { api } = useWorkspace();
  const [found, setFound] = useState<Found>(nothing);
  const [again, setAgain] = useState<SearchPage | undefined>(undefined);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (spec === undefined || spec.q === '') return;
    const stop = new AbortController();
    api.search(spec, stop.signal).then(
      ({ items, next, indexedTo }) => {
        if (stop.signal.aborted) return;
        setFound({ face: 'ready', items, next: next ?? undefined, indexedTo });
        setAgain(undefined);
      },
      () => { if (!stop.signal.aborted) setFound((before) => ({ ...before, face: 'failed', items: [] })); },
    );
    return () => { stop.abort(); };
  }, [api, spec, tries]);

  const mustAsk = isShown && found.face === 'ready' && spec !== undefined && spec.q !== '';
  useEffect(() => {
    if (!mustAsk) return;
    const stop = new AbortController();
    const asking = new AskingAgain(async () => {
      const askedAt = api.http.now();
      const page = await api.search(spec, stop.signal);
      if (!stop.signal.aborted) setAgain(page);
      return (moment(page.indexedTo) ?? 0) < askedAt - lateMs ? 'behind' : 'current';
    }, document);
    asking.start();
    return () => {
      asking.stop();
      stop.abort();
    };
  }, [api, spec, mustAsk]);

  const showNewer = useCallback(() => {
    if (again === undefined) return;
    setFound((before) => ({ ...before, ...joined(before, again), indexedTo: again.indexedTo }));
    setAgain(undefined);
  }, [again]);
  if (again !== undefined && (!isHeld || found.items.length === 0)) showNewer();

  const { next } = found;
  const more = useCallback(async () => {
    if (next === undefined || spec === undefined) return;
    try {
      const page = await api.search({ ...spec, cursor: next });
      setFound((before) => (before.next === next
        ? { ...before, items: [...before.items, ...page.items], next: page.next ?? undefined } : before));
    } catch {
      setFound((before) => ({ ...before, face: 'failed' }));
    }
  }, [api, spec, next]);

  const items = useMemo(() => (again === undefined ? found.items : inPlace(found.items, again)), [found.items, again]);
  return {
    ...found, items, indexedTo: again?.indexedTo ?? found.indexedTo,
    hasMore: next !== undefined, more: () => void more(),
    retry: () => {
      setFound(nothing);
      setTries((n) => n + 1);
    },
    newer: again === undefined ? noneNewer : newer(found.items, again), showNewer,
  };
}
