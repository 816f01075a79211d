import { useEffect, useState } from 'react';

type Listener = () => void;

/** One timer for every ticking word on the page; it rests while nobody looks. */
const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.visibilityState === 'hidden') return;
    for (const tell of listeners) tell();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Draws again when what `read` says of this moment has changed, and only then. */
export function useTicking<T extends string | number>(read: () => T): T {
  const [, redraw] = useState(0);
  const value = read();
  useEffect(() => {
    let shown = value;
    return subscribe(() => {
      const next = read();
      if (next === shown) return;
      shown = next;
      redraw((n) => n + 1);
    });
  });
  return value;
}
