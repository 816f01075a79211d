/** Sizes without asking for them: a size asked for in the middle of drawing costs a layout of its own, a size that was told costs none. */
import { measureElement } from '@tanstack/react-virtual';
import type { Rect, Virtualizer } from '@tanstack/react-virtual';

type ThreadVirtualizer = Virtualizer<HTMLDivElement, Element>;

let paneSize: Rect = { width: 0, height: 0 };

/** The pane of every thread is the same place: as large as it was told to be last. */
export const lastPaneSize = (): Rect => paneSize;

export function observePane({ scrollElement }: ThreadVirtualizer, onSize: (size: Rect) => void): (() => void) | undefined {
  if (!scrollElement) return undefined;
  const tell = (size: Rect) => {
    paneSize = size;
    onSize(size);
  };
  if (paneSize.height > 0) onSize(paneSize);
  else tell({ width: scrollElement.clientWidth, height: scrollElement.clientHeight });
  const observer = new ResizeObserver(([entry]) => {
    if (entry) tell({ width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) });
  });
  observer.observe(scrollElement);
  return () => { observer.disconnect(); };
}

/** A row has its guessed height until the layout of its first frame tells the true one, before anything is painted. */
export function measureRow(row: Element, told: ResizeObserverEntry | undefined, virtualizer: ThreadVirtualizer): number {
  const index = virtualizer.indexFromElement(row as HTMLElement);
  return told ? measureElement(row, told, virtualizer) : virtualizer.measurementsCache[index]?.size ?? virtualizer.options.estimateSize(index);
}

/** How far above the end the reader is, in pixels. */
export function distanceFromEnd(virtualizer: ThreadVirtualizer): number {
  const size = virtualizer.scrollRect?.height ?? 0;
  return Math.max(0, virtualizer.getTotalSize() - size - (virtualizer.scrollOffset ?? 0));
}
