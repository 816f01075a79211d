import { useCallback, useEffect, useMemo, useState } from 'react';
import { FloorApi } from '../../api/floor';
import { Problem } from '../../api/http';
import { useWorkspace } from '../../realtime/workspace';
import { words } from '../../ui/words';

export function useFloorApi(): FloorApi {
  const { api } = useWorkspace();
  return useMemo(() => new FloorApi(api.http), [api]);
}

export interface Read<T> { value: T | undefined; hasFailed: boolean; again: () => void }

/** Reads now, again every few seconds while the page is looked at, and whenever it is asked to. What was read stays while a reading fails. */
export function useRead<T>(read: (signal: AbortSignal) => Promise<T>, everyMs: number): Read<T> {
  const [state, setState] = useState<{ value: T | undefined; hasFailed: boolean }>({ value: undefined, hasFailed: false });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => { setTurn((before) => before + 1); }, []);
  useEffect(() => {
    const stop = new AbortController();
    read(stop.signal).then(
      (value) => { if (!stop.signal.aborted) setState({ value, hasFailed: false }); },
      () => { if (!stop.signal.aborted) setState((before) => ({ ...before, hasFailed: true })); },
    );
    const timer = setInterval(() => { if (!document.hidden) again(); }, everyMs);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [read, everyMs, again, turn]);
  return { ...state, again };
}

/** Why it was not done, in words. */
export function refusal(error: unknown): string {
  return (error instanceof Problem ? words.floor.refused[error.slug] : undefined) ?? words.floor.refusedElse;
}
