import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { AdminApi } from '../../api/admin';
import type { Page } from '../../api/admin';
import { Problem, isTransient } from '../../api/http';
import type { ChangeKind } from '../../realtime/changes';
import { useWorkspace } from '../../realtime/workspace';
import { currentLocale } from '../../ui/locale';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';

export interface Loaded<T> {
  face: 'loading' | 'ready' | 'failed' | 'denied';
  items: readonly T[];
  /** Since when it could not be read again: what stands here is what was true then. */
  staleSince: number | undefined;
  /** There is more than is shown. */
  hasMore: boolean;
  more: () => Promise<void>;
  reload: () => Promise<void>;
}

type State<T> = Pick<Loaded<T>, 'face' | 'items' | 'staleSince'> & { next: string | undefined; readAt: number };

export function useAdmin(): AdminApi {
  const { api } = useWorkspace();
  return useMemo(() => new AdminApi(api.http), [api]);
}

/** Reads when the page is opened, after each change made here, and when somebody else changed this kind of thing. */
export function useLoaded<T>(load: (cursor?: string) => Promise<Page<T>>, kind?: ChangeKind): Loaded<T> {
  const { api, changes } = useWorkspace();
  const [state, setState] = useState<State<T>>({ face: 'loading', items: [], staleSince: undefined, next: undefined, readAt: 0 });
  const pages = useRef(1);
  const newest = useRef(0);

  const read = useCallback(async (wanted: number) => {
    const mine = newest.current += 1;
    try {
      const items: T[] = [];
      let next: string | undefined;
      for (let page = 0; page < wanted && (page === 0 || next !== undefined); page += 1) {
        const answer = await load(next);
        items.push(...answer.items);
        next = answer.next ?? undefined;
      }
      if (mine !== newest.current) return;
      pages.current = wanted;
      setState({ face: 'ready', items, staleSince: undefined, next, readAt: api.http.now() });
    } catch (error) {
      if (mine !== newest.current) return;
      const face = error instanceof Problem && error.status === 403 ? 'denied' : 'failed';
      setState((before) => (before.face === 'ready' ? { ...before, staleSince: before.readAt } : { ...before, face }));
    }
  }, [load, api]);
  const reload = useCallback(() => read(pages.current), [read]);
  const more = useCallback(() => read(pages.current + 1), [read]);

  useEffect(() => { void reload(); }, [reload]);
  useEffect(() => (kind === undefined ? undefined : changes.listen(kind, () => void reload())), [changes, kind, reload]);
  return { face: state.face, items: state.items, staleSince: state.staleSince, hasMore: state.next !== undefined, more, reload };
}

/** In the order of an address book, as soon as all of it is there: the server's pages go by id. */
export function byName<T extends { name: string }>(loaded: Loaded<T>): Loaded<T> {
  return loaded.hasMore ? loaded : { ...loaded, items: loaded.items.toSorted((a, b) => a.name.localeCompare(b.name, currentLocale())) };
}

/** Runs a change that has no field of its own; a "no" is told in the server's words. Answers what came back, or nothing. */
export async function attempt<T>(run: () => Promise<T>): Promise<{ answer: T } | undefined> {
  try {
    return { answer: await run() };
  } catch (error) {
    showNotice(error instanceof Problem && !isTransient(error) ? words.done.refused(error.message.replace(/\.$/u, '')) : words.done.unreachable, { tone: 'danger' });
    return undefined;
  }
}
