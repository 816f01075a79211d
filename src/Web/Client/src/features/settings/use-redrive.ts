import { useCallback, useState } from 'react';
import type { AdminApi } from '../../api/admin';
import { isTransient } from '../../api/http';

export type Tried =
  | { kind: 'busy' }
  | { kind: 'taken'; conversationId: string; isDuplicate: boolean }
  | { kind: 'still'; reason: string }
  | { kind: 'gone' }
  | { kind: 'unreachable' };

export interface Progress { done: number; of: number; taken: number; isRunning: boolean }

/** Reads items again, one after the other: what became of each, and how far all of them are. */
export function useRedrive(admin: Pick<AdminApi, 'redrive'>): {
  tried: ReadonlyMap<string, Tried>; progress: Progress | undefined;
  one: (id: string) => Promise<Tried>; all: (items: readonly { id: string }[]) => Promise<void>;
} {
  const [tried, setTried] = useState<ReadonlyMap<string, Tried>>(new Map());
  const [progress, setProgress] = useState<Progress | undefined>(undefined);

  const one = useCallback(async (id: string) => {
    const put = (state: Tried) => { setTried((before) => new Map(before).set(id, state)); };
    put({ kind: 'busy' });
    const state = await redrive(admin, id);
    put(state);
    return state;
  }, [admin]);
  const all = useCallback(async (items: readonly { id: string }[]) => {
    let [done, taken] = [0, 0];
    const tell = (isRunning: boolean) => { setProgress({ done, of: items.length, taken, isRunning }); };
    tell(true);
    for (const { id } of items) {
      const { kind } = await one(id);
      // A server that does not answer one will not answer the next.
      if (kind === 'unreachable') break;
      done += 1;
      if (kind === 'taken') taken += 1;
      tell(true);
    }
    tell(false);
  }, [one]);
  return { tried, progress, one, all };
}

async function redrive(admin: Pick<AdminApi, 'redrive'>, id: string): Promise<Tried> {
  try {
    const { status, reason, conversationId } = await admin.redrive(id);
    return status === 'quarantined' ? { kind: 'still', reason: reason ?? '' } : { kind: 'taken', conversationId: conversationId ?? '', isDuplicate: status === 'duplicate' };
  } catch (error) {
    return isTransient(error) ? { kind: 'unreachable' } : { kind: 'gone' };
  }
}
