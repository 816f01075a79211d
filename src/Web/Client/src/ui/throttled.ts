import { useEffect, useRef, useState } from 'react';

/** The newest value, told at most once in `ms`: figures that change faster than one can read only flicker. */
export function useThrottled<T>(value: T, ms: number): T {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  const toldAt = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    newest.current = value;
    if (timer.current !== undefined || Object.is(value, shown)) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      toldAt.current = Date.now();
      setShown(newest.current);
    }, Math.max(0, toldAt.current + ms - Date.now()));
  }, [value, shown, ms]);
  useEffect(() => () => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);
  return shown;
}
