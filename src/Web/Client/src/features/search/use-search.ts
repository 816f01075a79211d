import { useCallback, useEffect, useState } from 'react';
import type { SearchHit, SearchSpec } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';

interface Found {
  face: 'loading' | 'ready' | 'failed';
  items: readonly SearchHit[];
  next: string | undefined;
  /** Up to when everything that was written can be found. */
  indexedTo: string | undefined;
}

const nothing: Found = { face: 'loading', items: [], next: undefined, indexedTo: undefined };

/** The hits of what is asked now; what was found before stands until then. */
export function useSearch(spec: SearchSpec | undefined): Found & { hasMore: boolean; more: () => void; retry: () => void } {
  const { api } = useWorkspace();
  const [found, setFound] = useState<Found>(nothing);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (spec === undefined || spec.q === '') return;
    const stop = new AbortController();
    api.search(spec, stop.signal).then(
      ({ items, next, indexedTo }) => {
        if (!stop.signal.aborted) setFound({ face: 'ready', items, next: next ?? undefined, indexedTo });
      },
      () => { if (!stop.signal.aborted) setFound((before) => ({ ...before, face: 'failed', items: [] })); },
    );
    return () => { stop.abort(); };
  }, [api, spec, tries]);

  const { next } = found;
  const more = useCallback(async () => {
    if (next === undefined || spec === undefined) return;
    try {
      const page = await api.search({ ...spec, cursor: next });
      setFound((before) => (before.next === next
        ? { face: 'ready', items: [...before.items, ...page.items], next: page.next ?? undefined, indexedTo: page.indexedTo } : before));
    } catch {
      setFound((before) => ({ ...before, face: 'failed' }));
    }
  }, [api, spec, next]);

  return {
    ...found, hasMore: next !== undefined, more: () => void more(),
    retry: () => {
      setFound(nothing);
      setTries((n) => n + 1);
    },
  };
}
