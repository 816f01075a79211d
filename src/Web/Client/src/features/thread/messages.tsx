import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { Summary } from '../../api/types';
import type { ThreadView } from '../../realtime/live-threads';
import type { Past } from '../../realtime/thread-past';
import { lastSeq } from '../../realtime/apply-event';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button } from '../../ui/button';
import { action } from '../../ui/key-table';
import { words } from '../../ui/words';
import { EarlierLine, LaterLine } from './earlier-line';
import { ThreadLine } from './thread-line';
import { distanceFromEnd, lastPaneSize, measureRow, observePane } from './measured';
import { guessedHeight, guessedOffset, paddingEnd, paddingStart } from './row-heights';
import { firstUnread, indexOfSeq, notYetShown, threadItems } from './thread-items';
import type { ThreadItem } from './thread-items';
import styles from './thread.module.css';
import { unreadSteps } from './unread-steps';

interface Props {
  view: ThreadView;
  /** Shown instead of the live end. */
  past: Past | undefined;
  /** The entry it is opened at. */
  at: number | undefined;
  summary: Summary;
  onEdit: (text: string) => void;
  onToEnd: () => void;
  onCopyLink: (seq: number) => void;
}

/** Near enough to the end to be counted as reading along. */
const endSlackPx = 48;
const earlierWithin = 12;
const paddingLater = 40;

/** The thread itself: opens at the first unread, follows at the end, and never moves what is being read. */
export function Messages({ view, past, at, summary, onEdit, onToEnd, onCopyLink }: Props) {
  const workspace = useWorkspace();
  const { conversationId, entries: newest } = view.state;
  const { state: { entries }, earlier } = past ?? view;
  const isPast = past !== undefined;
  // Becoming one with the live end is no arrival: nothing is followed in that moment.
  const [wasPast, setWasPast] = useState(isPast);
  if (wasPast !== isPast) setWasPast(isPast);
  const outgoing = useStore(workspace.outgoing.all);
  const { firstSendDone } = useStore(workspace.preferences.server);
  const marks = useStore(workspace.marks.all);
  const [unreadFrom] = useState(() => firstUnread(newest, workspace.marks.seqOf(conversationId)));
  const scroller = useRef<HTMLDivElement>(null);

  const unsettled = useMemo(() => notYetShown(outgoing, conversationId, newest), [outgoing, conversationId, newest]);
  const hasHint = !isPast && !firstSendDone && Boolean(summary.waitingSince) && summary.state !== 'resolved';
  const items = useMemo(
    () => threadItems(entries, { unreadFrom, outgoing: isPast ? [] : unsettled, hasHint, isWhole: earlier === 'none' }),
    [entries, unreadFrom, unsettled, hasHint, isPast, earlier],
  );

  const foundIndex = useMemo(() => (at === undefined ? -1 : indexOfSeq(items, at)), [items, at]);
  const [pane] = useState(lastPaneSize);
  const overscan = useOverscan();
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => guessedHeight(items[index]),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan,
    paddingStart,
    paddingEnd: isPast ? paddingLater : paddingEnd,
    initialRect: pane,
    initialOffset: () => guessedOffset(items, placeOf(items, foundIndex), pane.height),
    observeElementRect: observePane,
    measureElement: measureRow,
    anchorTo: 'end',
    followOnAppend: !isPast && !wasPast,
    scrollEndThreshold: endSlackPx,
  });

  // What is read around the place it opens at moves that place; it is kept in sight until the reader goes elsewhere.
  const opensAt = useRef<number | undefined>(undefined);
  const hasLeft = useRef(false);
  const leave = useCallback(() => { hasLeft.current = true; }, []);
  useLayoutEffect(() => {
    if (hasLeft.current || items.length === 0) return;
    const place = placeOf(items, foundIndex);
    if (place === opensAt.current) return;
    const isFirst = opensAt.current === undefined;
    opensAt.current = place;
    if (place === foundIndex) virtualizer.scrollToIndex(place, { align: 'center' });
    else if (items[place]?.type === 'unread') virtualizer.scrollToIndex(place, { align: 'start' });
    // It begins at the end and follows it by itself, where the pane's height was known.
    else if (isFirst && pane.height === 0) virtualizer.scrollToEnd();
  }, [items, virtualizer, foundIndex, pane]);
  useFocusOnce(scroller);

  // The range is of these rows only once they were asked for.
  const rows = virtualizer.getVirtualItems();
  const { range } = virtualizer;
  const startIndex = range?.startIndex ?? Infinity;
  const endIndex = range?.endIndex ?? -1;
  // Until the place it opens at is in sight, nothing that is in sight counts as read or as reached.
  const [isPlaced, setIsPlaced] = useState(false);
  useEffect(() => {
    const place = opensAt.current ?? Infinity;
    if (startIndex <= place && place <= endIndex) setIsPlaced(true);
  }, [startIndex, endIndex]);

  const toEnd = useCallback(() => {
    leave();
    virtualizer.scrollToEnd();
  }, [virtualizer, leave]);
  // One's own words are always shown: sending means looking at what was sent.
  const lastOutgoing = unsettled.at(-1)?.id;
  useEffect(() => {
    if (lastOutgoing === undefined) return;
    if (isPast) onToEnd();
    else toEnd();
  }, [lastOutgoing, isPast, onToEnd, toEnd]);

  const toEndPx = distanceFromEnd(virtualizer);
  const isAtEnd = !isPast && toEndPx <= endSlackPx;
  const head = lastSeq(view.state);
  const seenSeq = isAtEnd ? head : seqUpTo(items, Math.max(0, endIndex));
  useEffect(() => {
    const mark = () => {
      if (isPlaced && document.visibilityState === 'visible') workspace.marks.mark(conversationId, seenSeq);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => { document.removeEventListener('visibilitychange', mark); };
  }, [workspace, conversationId, seenSeq, isPlaced]);

  useEffect(() => {
    if (isPlaced && startIndex < earlierWithin && earlier === 'idle') void workspace.threads.loadEarlier(conversationId);
  }, [workspace, conversationId, isPlaced, startIndex, earlier]);
  const toLast = items.length - 1 - endIndex;
  useEffect(() => {
    if (isPlaced && toLast < earlierWithin && past?.later === 'idle') void workspace.threads.loadLater(conversationId);
  }, [workspace, conversationId, isPlaced, toLast, past?.later]);

  const toIndex = useCallback((index: number) => {
    leave();
    virtualizer.scrollToIndex(index, { align: 'start' });
  }, [virtualizer, leave]);
  useActions(useMemo(() => unreadSteps(items, startIndex, toIndex), [items, startIndex, toIndex]));
  // By keyboard: the one it was opened at while that is in sight, else the last one in sight.
  const isFoundInSight = foundIndex >= startIndex && foundIndex <= endIndex;
  const linked = isFoundInSight && at !== undefined ? at : messageUpTo(items, endIndex);
  useActions(useMemo(() => (linked === undefined ? [] : [action('copyEntryLink', () => { onCopyLink(linked); })]), [linked, onCopyLink]));

  const mark = marks.get(conversationId) ?? 0;
  const below = newest.filter((entry) => entry.kind === 'messageReceived' && entry.seq > Math.max(mark, seenSeq)).length;

  return (
    <div className={styles.messages}>
      <div
        ref={scroller} className={styles.scroller} role="log" aria-label={words.thread.label} tabIndex={0} data-thread-log
        onWheel={leave} onTouchMove={leave} onPointerDown={leave} onKeyDown={leave}
      >
        <div className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
          <EarlierLine state={earlier} onRetry={() => void workspace.threads.loadEarlier(conversationId)} />
          {rows.map(({ index, key, start }) => {
            const item = items[index];
            return item && (
              <div
                key={key} ref={virtualizer.measureElement} data-index={index} className={styles.item}
                {...(index === foundIndex ? { 'data-found': '', 'aria-current': 'true', tabIndex: -1 } : {})}
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                <ThreadLine
                  item={item} summary={summary} onEdit={onEdit}
                  onShow={toEnd} onCopyLink={onCopyLink}
                />
              </div>
            );
          })}
          {past && <LaterLine state={past.later} onRetry={() => void workspace.threads.loadLater(conversationId)} />}
        </div>
      </div>
      {!isAtEnd && (isPast || isPlacedFar(toEndPx)) && (
        <Button look="outlined" className={styles.toEnd} onClick={isPast ? onToEnd : toEnd}>
          {below > 0 ? words.thread.newBelow(below) : words.thread.toEnd}
        </Button>
      )}
    </div>
  );
}

/** Rows beyond those in sight: hardly any in the frames that open the thread, enough to scroll into soon after. */
function useOverscan(): number {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setIsOpen(true); }, openMs);
    return () => { clearTimeout(timer); };
  }, []);
  return isOpen ? 8 : 2;
}

const openMs = 150;

/** Once what was come for stands there, it has the focus: a screen reader reads on from it, and so do the keys. */
function useFocusOnce(scroller: RefObject<HTMLDivElement | null>): void {
  const isDone = useRef(false);
  useEffect(() => {
    const found = isDone.current ? null : scroller.current?.querySelector<HTMLElement>('[data-found]');
    if (!found) return;
    isDone.current = true;
    found.focus({ preventScroll: true });
  });
}

function isPlacedFar(distance: number): boolean {
  return distance > endSlackPx * 2;
}

function seqUpTo(items: readonly ThreadItem[], index: number): number {
  for (let at = Math.min(index, items.length - 1); at >= 0; at -= 1) {
    const item = items[at];
    if (item?.type === 'message' || item?.type === 'note') return item.entry.seq;
    if (item?.type === 'system') return item.entries.at(-1)?.seq ?? 0;
  }
  return 0;
}

/** Seq of the last message or note up to there. */
function messageUpTo(items: readonly ThreadItem[], index: number): number | undefined {
  const item = items.slice(0, index + 1).findLast((one) => one.type === 'message' || one.type === 'note');
  return item && 'entry' in item ? item.entry.seq : undefined;
}

/** The row it opens at: what was looked for, else the first unread, else the end. */
function placeOf(items: readonly ThreadItem[], foundIndex: number): number {
  const unread = items.findIndex((item) => item.type === 'unread');
  return foundIndex >= 0 ? foundIndex : unread > 0 ? unread : items.length - 1;
}
