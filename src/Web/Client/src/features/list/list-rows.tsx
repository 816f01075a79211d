import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { channelName } from '../../realtime/directory';
import { isUnread } from '../../realtime/read-marks';
import { signsOf } from '../../realtime/signs';
import type { Draft } from '../../realtime/drafts';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { classes } from '../../ui/classes';
import { icons } from '../../ui/icons';
import { action } from '../../ui/key-table';
import { firstName } from '../../ui/names';
import { words } from '../../ui/words';
import type { ShownRow } from './held-rows';
import styles from './list-pane.module.css';
import { Row } from './row';
import type { Selection } from './use-selection';

interface Props {
  rows: readonly ShownRow[];
  offset: number;
  count: number;
  selectedId: string | undefined;
  selection: Selection;
  onOpen: (id: string) => void;
  onFocusWithin: (isIn: boolean) => void;
  onPointerWithin: (isIn: boolean) => void;
}

const rowHeight = { comfortable: 80, compact: 52 } as const;

/** The rows that can be seen, of however many there are; one of them takes the focus, the arrows move it. */
export function ListRows({ rows, offset, count, selectedId, selection, onOpen, onFocusWithin, onPointerWithin }: Props) {
  const workspace = useWorkspace();
  const { density } = useStore(workspace.preferences.server);
  const known = useStore(workspace.directory.view);
  const marks = useStore(workspace.marks.all);
  const drafts = useStore(workspace.drafts.all);
  const signs = useStore(workspace.signs.all);
  const scroller = useRef<HTMLDivElement>(null);
  const [focusIndex, setFocusIndex] = useState<number | undefined>(undefined);

  const selectedIndex = rows.findIndex((one) => one.row.id === selectedId);
  const rovingIndex = Math.min(focusIndex ?? (selectedIndex < 0 ? 0 : offset + selectedIndex), count - 1);

  const rangeExtractor = useCallback((range: Range) => {
    const shown = defaultRangeExtractor(range);
    return shown.includes(rovingIndex) ? shown : [...shown, rovingIndex].sort((a, b) => a - b);
  }, [rovingIndex]);

  const height = rowHeight[density];
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
    rangeExtractor,
  });
  useEffect(() => { virtualizer.measure(); }, [virtualizer, height]);

  const { range } = virtualizer;
  useEffect(() => {
    if (range) workspace.list.reveal(range.startIndex, range.endIndex);
  }, [workspace, range]);

  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(offset + selectedIndex, { align: 'auto' });
    // Only a new choice scrolls; the place of reading never moves because rows did.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId]);

  const current = rows[rovingIndex - offset]?.row;
  useActions(useMemo(() => (current === undefined ? [] : [
    action('select', () => { selection.toggle(current); }),
    action('selectTo', () => { selection.extendTo(current, rows.map((one) => one.row)); }),
  ]), [current, rows, selection]));

  const focusRow = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    setFocusIndex(next);
    virtualizer.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${String(next)}"]`)?.focus({ preventScroll: true });
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = moves[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focusRow(Number.isFinite(step) ? rovingIndex + step : step < 0 ? 0 : count - 1);
  };

  return (
    <div
      ref={scroller} className={styles.scroller} role="listbox" aria-label={words.list.label} aria-multiselectable={selection.isOn}
      onPointerEnter={() => { onPointerWithin(true); }} onPointerLeave={() => { onPointerWithin(false); }}
      onFocus={() => { onFocusWithin(true); }}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        setFocusIndex(undefined);
        onFocusWithin(false);
      }}
      onKeyDown={onKeyDown}
    >
      <div className={styles.sizer} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const shown = rows[index - offset];
          return (
            <div
              key={shown?.row.id ?? `empty-${String(index)}`} data-index={index} className={classes(styles.option, selection.isOn && styles.choosing)} role="option"
              style={{ transform: `translateY(${String(start)}px)`, height }}
              tabIndex={index === rovingIndex ? 0 : -1}
              aria-selected={shown !== undefined && (selection.isOn ? selection.rows.has(shown.row.id) : shown.row.id === selectedId)}
              aria-setsize={count} aria-posinset={index + 1}
              onClick={(event) => {
                if (!shown) return;
                if (selection.isOn && event.shiftKey) selection.extendTo(shown.row, rows.map((one) => one.row));
                else onOpen(shown.row.id);
              }}
              onFocus={() => { setFocusIndex(index); }}
              onKeyDown={(event) => {
                if (shown && event.key === 'Enter') {
                  event.preventDefault();
                  onOpen(shown.row.id);
                }
              }}
            >
              {shown && selection.isOn && (
                <span
                  className={styles.box} aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation();
                    if (event.shiftKey) selection.extendTo(shown.row, rows.map((one) => one.row));
                    else selection.toggle(shown.row);
                  }}
                >
                  <i data-chosen={selection.rows.has(shown.row.id)}>{selection.rows.has(shown.row.id) && icons.check}</i>
                </span>
              )}
              {shown ? (
                <Row
                  row={shown.row} isGone={shown.isGone} meId={workspace.me.id} isCompact={density === 'compact'}
                  isSelected={shown.row.id === selectedId} isUnread={isUnread(shown.row, marks)}
                  channel={channelName(known, shown.row.channelId) ?? shown.row.channelKind}
                  draft={draftWords(drafts.get(shown.row.id))} writing={writingName(signs, shown.row.id)}
                />
              ) : <div className={styles.blank} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const moves: Record<string, number | undefined> = {
  ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity,
};

function writingName(signs: Parameters<typeof signsOf>[0], id: string): string | undefined {
  const writer = signsOf(signs, id).typing[0];
  return writer && firstName(writer);
}

/** How a draft begins; files alone have no words. */
function draftWords(draft: Draft | undefined): string | undefined {
  return draft === undefined || draft.text !== '' ? draft?.text : words.thread.file;
}
