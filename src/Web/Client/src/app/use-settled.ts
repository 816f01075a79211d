import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * The same value, one frame later: what was chosen is seen chosen before the panes that take longer are drawn. Whoever
 * presses a key or a button meanwhile never meets a pane that is still about the value before.
 */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (settled === value) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => { setSettled(value); };
    const settleNow = () => { flushSync(settle); };
    // After the paint, not in the frame that paints; a page in the background paints nothing and is not waited for.
    const frame = requestAnimationFrame(() => { timer = setTimeout(settle); });
    const late = setTimeout(settle, lateMs);
    addEventListener('keydown', settleNow, true);
    addEventListener('pointerdown', settleNow, true);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      clearTimeout(late);
      removeEventListener('keydown', settleNow, true);
      removeEventListener('pointerdown', settleNow, true);
    };
  }, [settled, value]);
  return settled;
}

const lateMs = 200;
