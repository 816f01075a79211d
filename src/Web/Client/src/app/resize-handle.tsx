import type { KeyboardEvent, PointerEvent } from 'react';
import { useStore } from '../realtime/store';
import { useWorkspace } from '../realtime/workspace';
import { words } from '../ui/words';
import styles from './desk.module.css';

const widthMin = 300;
const widthMax = 480;
const stepPx = 16;

/** The edge between list and thread can be moved, by pointer and by keys. */
export function ResizeHandle() {
  const { preferences } = useWorkspace();
  const { listWidth } = useStore(preferences.local);
  const resize = (width: number) => {
    preferences.choose({ listWidth: Math.round(Math.min(widthMax, Math.max(widthMin, width))) });
  };
  const onPointerDown = (down: PointerEvent<HTMLDivElement>) => {
    const handle = down.currentTarget;
    const start = down.clientX - listWidth;
    handle.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent) => { resize(event.clientX - start); };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => { handle.removeEventListener('pointermove', move); }, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -stepPx : event.key === 'ArrowRight' ? stepPx : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(listWidth + step);
  };
  return (
    <div
      className={styles.handle} role="separator" aria-orientation="vertical" aria-label={words.list.width} tabIndex={0}
      aria-valuemin={widthMin} aria-valuemax={widthMax} aria-valuenow={listWidth}
      onPointerDown={onPointerDown} onKeyDown={onKeyDown}
    />
  );
}
