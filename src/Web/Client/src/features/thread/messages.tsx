import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Summary } from '../../api/types';
import type { ThreadView } from '../../realtime/live-threads';
import { lastSeq } from '../../realtime/apply-event';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import { EarlierLine } from './earlier-line';
import { ThreadLine } from './thread-line';
import { firstUnread, notYetShown, threadItems } from './thread-items';
import type { ThreadItem } from './thread-items';
import styles from './thread.module.css';
import { unreadSteps } from './unread-steps';

interface Props { view: ThreadView; summary: Summary; onEdit: (text: string) => void }

/** Near enough to the end to be counted as reading along. */
const endSlackPx = 48;
const earlierWithin = 12;

/** The thread itself: opens at the first unread, follows at the end, and never moves what is being read. */
export function Messages({ view, summary, onEdit }: Props) {
  const workspace = useWorkspace();
  const { conversationId, entries } = view.state;
  const outgoing = useStore(workspace.outgoing.all);
  const { firstSendDone } = useStore(workspace.preferences.server);
  const marks = useStore(workspace.marks.all);
  const [unreadFrom] = useState(() => firstUnread(entries, workspace.marks.seqOf(conversationId)));
  const scroller = useRef<HTMLDivElement>(null);

  const unsettled = useMemo(() => notYetShown(outgoing, conversationId, entries), [outgoing, conversationId, entries]);
  const hasHint = !firstSendDone && Boolean(summary.waitingSince) && summary.state !== 'resolved';
  const items = useMemo(
    () => threadItems(entries, { unreadFrom, outgoing: unsettled, hasHint }),
    [entries, unreadFrom, unsettled, hasHint],
  );

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(items[index]),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
    paddingStart: 40,
    paddingEnd: 16,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: endSlackPx,
  });

  const isPlaced = useRef(false);
  useLayoutEffect(() => {
    if (isPlaced.current || items.length === 0) return;
    isPlaced.current = true;
    const unread = items.findIndex((item) => item.type === 'unread');
    if (unread > 0) virtualizer.scrollToIndex(unread, { align: 'start' });
    else virtualizer.scrollToEnd();
  }, [items, virtualizer]);

  // One's own words are always shown: sending means looking at what was sent.
  const lastOutgoing = unsettled.at(-1)?.id;
  useEffect(() => {
    if (lastOutgoing !== undefined) virtualizer.scrollToEnd();
  }, [lastOutgoing, virtualizer]);

  const { range } = virtualizer;
  const isAtEnd = virtualizer.isAtEnd(endSlackPx);
  const head = lastSeq(view.state);
  const seenSeq = isAtEnd ? head : seqUpTo(items, range?.endIndex ?? 0);
  useEffect(() => {
    const mark = () => {
      if (isPlaced.current && document.visibilityState === 'visible') workspace.marks.mark(conversationId, seenSeq);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => { document.removeEventListener('visibilitychange', mark); };
  }, [workspace, conversationId, seenSeq]);

  const startIndex = range?.startIndex ?? Infinity;
  useEffect(() => {
    if (isPlaced.current && startIndex < earlierWithin && view.earlier === 'idle') void workspace.threads.loadEarlier(conversationId);
  }, [workspace, conversationId, startIndex, view.earlier]);

  const toIndex = useCallback((index: number) => { virtualizer.scrollToIndex(index, { align: 'start' }); }, [virtualizer]);
  useActions(useMemo(() => unreadSteps(items, startIndex, toIndex), [items, startIndex, toIndex]));

  const mark = marks.get(conversationId) ?? 0;
  const below = entries.filter((entry) => entry.kind === 'messageReceived' && entry.seq > Math.max(mark, seenSeq)).length;

  return (
    <div className={styles.messages}>
      <div ref={scroller} className={styles.scroller} role="log" aria-label={words.thread.label} tabIndex={0} data-thread-log>
        <div className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
          <EarlierLine state={view.earlier} onRetry={() => void workspace.threads.loadEarlier(conversationId)} />
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            return item && (
              <div
                key={key} ref={virtualizer.measureElement} data-index={index} className={styles.item}
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                <ThreadLine
                  item={item} summary={summary} onEdit={onEdit}
                  onShow={() => { virtualizer.scrollToEnd(); }}
                />
              </div>
            );
          })}
        </div>
      </div>
      {!isAtEnd && isPlacedFar(virtualizer.getDistanceFromEnd()) && (
        <Button look="outlined" className={styles.toEnd} onClick={() => { virtualizer.scrollToEnd(); }}>
          {below > 0 ? words.thread.newBelow(below) : words.thread.toEnd}
        </Button>
      )}
    </div>
  );
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

function estimate(item: ThreadItem | undefined): number {
  if (!item) return 40;
  if (item.type === 'message' || item.type === 'note') {
    const text = item.entry.data.text ?? '';
    return 42 + 23 * Math.min(40, Math.ceil(text.length / 60) + text.split('\n').length - 1);
  }
  return item.type === 'outgoing' ? 80 : 36;
}
