import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export interface Settled<T> {
  /** One frame later than the value. */
  first: T;
  /** Another frame later. */
  rest: T;
}

/**
 * The same value, a frame and two frames later: what was chosen is seen chosen before the panes that take longer are drawn, and
 * these share the work between two frames. Whoever presses a key or a button or moves the focus meanwhile never meets a pane that is still about
 * the value before. What is awaited (`isAwaited`) is the first of these at once.
 */
export function useSettled<T>(value: T, isAwaited: boolean): Settled<T> {
  const [settled, setSettled] = useState({ first: value, rest: value });
  if (isAwaited && settled.first !== value) setSettled({ first: value, rest: settled.rest });
  useEffect(() => {
    if (settled.first === value && settled.rest === value) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = () => { setSettled({ first: value, rest: settled.first === value ? value : settled.rest }); };
    const settleNow = () => { flushSync(() => { setSettled({ first: value, rest: value }); }); };
    // After the paint, not in the frame that paints; a page in the background paints nothing and is not waited for.
    const frame = requestAnimationFrame(() => { timer = setTimeout(step); });
    const late = setTimeout(step, lateMs);
    addEventListener('keydown', settleNow, true);
    addEventListener('pointerdown', settleNow, true);
    addEventListener('focusin', settleNow, true);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      clearTimeout(late);
      removeEventListener('keydown', settleNow, true);
      removeEventListener('pointerdown', settleNow, true);
      removeEventListener('focusin', settleNow, true);
    };
  }, [settled, value]);
  return settled;
}

const lateMs = 200;
