import { useCallback, useEffect, useMemo, useState } from 'react';
import { AdminApi } from '../../api/admin';
import { Problem } from '../../api/http';
import { useWorkspace } from '../../realtime/workspace';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';

export interface Loaded<T> { face: 'loading' | 'ready' | 'failed'; data: T | undefined; reload: () => Promise<void> }

export function useAdmin(): AdminApi {
  const { api } = useWorkspace();
  return useMemo(() => new AdminApi(api.http), [api]);
}

/** Reads when the page is opened, and again after each change. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Pick<Loaded<T>, 'face' | 'data'>>({ face: 'loading', data: undefined });
  const reload = useCallback(async () => {
    try {
      setState({ face: 'ready', data: await load() });
    } catch {
      setState((before) => (before.data === undefined ? { face: 'failed', data: undefined } : before));
    }
  }, [load]);
  // Reading is what this effect is for; what it sets is the answer.
  // eslint-disable-next-line react-hooks/set-state-in-effect
  useEffect(() => { void reload(); }, [reload]);
  return { ...state, reload };
}

/** Runs a change; a "no" is told in the server's words. Answers what came back, or nothing. */
export async function attempt<T>(run: () => Promise<T>): Promise<{ answer: T } | undefined> {
  try {
    return { answer: await run() };
  } catch (error) {
    showNotice(error instanceof Problem ? words.done.refused(error.message) : words.done.unreachable, { tone: 'danger' });
    return undefined;
  }
}
