import { useEffect, useMemo } from 'react';
import { useWorkspace } from '../realtime/workspace';

export interface Next { next: string | undefined; previous: string | undefined; afterThis: string | undefined }

/** Reading settles before the next conversation is fetched, so that walking through a list costs nothing. */
const settleMs = 300;

/** The neighbours of the open conversation in the order on screen; the next one is read before it is asked for. */
export function useNext(order: readonly string[], current: string | undefined): Next {
  const { threads } = useWorkspace();
  const at = current === undefined ? -1 : order.indexOf(current);
  const next = order[at + 1];
  const previous = at > 0 ? order[at - 1] : undefined;
  // What is resolved leaves the list; at its end the one before is what is left to do.
  const afterThis = next ?? previous;

  useEffect(() => {
    if (current === undefined || afterThis === undefined) return;
    const timer = setTimeout(() => { threads.prefetch(afterThis); }, settleMs);
    return () => { clearTimeout(timer); };
  }, [threads, current, afterThis]);
  return useMemo(() => ({ next, previous, afterThis }), [next, previous, afterThis]);
}
