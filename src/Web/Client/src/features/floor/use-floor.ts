import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { FloorApi } from '../../api/floor';
import { Problem } from '../../api/http';
import type { FloorPart } from '../../realtime/floor-line';
import { SteadyReader } from '../../realtime/steady-reader';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { words } from '../../ui/words';

export function useFloorApi(): FloorApi {
  const { api } = useWorkspace();
  return useMemo(() => new FloorApi(api.http), [api]);
}

export interface Read<T> { value: T | undefined; hasFailed: boolean; again: () => void }

/** Scores grow by waiting alone, and no line tells that; without a line this is how one hears of anything. */
const everyLiveMs = 60_000;
const everyDownMs = 15_000;

/** A busy floor moves all the time, and everybody who has it open reads it again. */
const pauseMs = { floor: 2_000, floorStanding: 2_000, conversation: 250 };

/** Reads now, whenever the line tells that this part of the floor moved, and now and then. A page nobody looks at reads when it is looked at again. What was read stays while a reading fails. */
export function useRead<T>(part: FloorPart, read: (signal: AbortSignal) => Promise<T>): Read<T> {
  const { floor, link } = useWorkspace();
  const isDown = useStore(link.status).kind === 'down';
  const [state, setState] = useState<{ value: T | undefined; hasFailed: boolean }>({ value: undefined, hasFailed: false });
  const reader = useRef<SteadyReader<T>>(undefined);
  const again = useCallback(() => { reader.current?.now(); }, []);
  const [kind, conversation] = typeof part === 'string' ? [part, undefined] : ['conversation' as const, part.conversation];

  useEffect(() => {
    const steady = new SteadyReader(
      read, pauseMs[kind], (value) => { setState({ value, hasFailed: false }); }, () => { setState((before) => ({ ...before, hasFailed: true })); },
    );
    let isStale = false;
    const hint = () => {
      isStale = document.hidden;
      if (!isStale) steady.hint();
    };
    const onLook = () => { if (isStale) hint(); };
    const deaf = floor.listen(kind === 'conversation' ? { conversation: conversation ?? '' } : kind, hint);
    const timer = setInterval(hint, isDown ? everyDownMs : everyLiveMs);
    document.addEventListener('visibilitychange', onLook);
    reader.current = steady;
    steady.now();
    return () => {
      steady.stop();
      deaf();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onLook);
    };
  }, [read, floor, kind, conversation, isDown]);
  return { ...state, again };
}

/** While it is shown, the line knows what of the floor is open here. */
export function useFloorLine(isIn: boolean, conversation: string | undefined): void {
  const { floor } = useWorkspace();
  useEffect(() => {
    if (isIn) floor.open(conversation);
  }, [floor, isIn, conversation]);
  useEffect(() => {
    if (!isIn) return undefined;
    return () => { floor.close(); };
  }, [floor, isIn]);
}

/** Why it was not done, in words. */
export function refusal(error: unknown): string {
  return (error instanceof Problem ? words.floor.refused[error.slug] : undefined) ?? words.floor.refusedElse;
}
