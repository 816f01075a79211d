import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { plainName } from '../../ui/names';
import { complete, completionAt, rank } from './completion';
import type { Completion } from './completion';

export interface Suggestion { id: string; title: string; more: string; words: string }

export interface Suggestions {
  items: readonly Suggestion[];
  at: number;
  choose: (index: number) => void;
  /** Answers whether the key was meant for the suggestions. */
  onKey: (event: KeyboardEvent) => boolean;
  onCaret: () => void;
}

const shownMax = 7;

interface Options {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  isNote: boolean;
  canned: readonly Suggestion[];
  onWrite: (text: string) => void;
}

/** What the words before the caret ask for. */
export function useSuggestions({ field, text, isNote, canned, onWrite }: Options): Suggestions {
  const { directory, me } = useWorkspace();
  const { employees } = useStore(directory.view);
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<number | undefined>(undefined);

  const asked = completionAt(text, Math.min(caret, text.length), isNote ? '@/' : '/');
  const completion = asked && asked.from !== dismissed ? asked : undefined;
  const { trigger, query } = completion ?? {};
  const items = useMemo<readonly Suggestion[]>(() => {
    if (trigger === undefined || query === undefined) return [];
    if (trigger === '/') return rank(canned, query, (one) => [one.more, one.title], shownMax);
    const colleagues = employees.filter((one) => one.id !== me.id);
    return rank(colleagues, query, (one) => [plainName(one.name)], shownMax)
      .map((one) => ({ id: one.id, title: plainName(one.name), more: '', words: `@${one.name} ` }));
  }, [trigger, query, canned, employees, me.id]);

  // With the words and not a frame later: what is typed next goes on where they end.
  const placed = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (placed.current === undefined) return;
    field.current?.setSelectionRange(placed.current, placed.current);
    placed.current = undefined;
  }, [field, text]);

  const put = (chosen: Completion, words: string) => {
    const next = complete(text, caret, chosen, words);
    onWrite(next.text);
    setAt(0);
    setCaret(next.caret);
    placed.current = next.caret;
  };
  const choose = (index: number) => {
    const item = items[index];
    if (item && completion) put(completion, item.words);
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (items.length === 0 || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((Math.min(at, items.length - 1) + step + items.length) % items.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(Math.min(at, items.length - 1));
    else if (event.key === 'Escape') setDismissed(completion?.from);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const onCaret = () => {
    setCaret(field.current?.selectionStart ?? 0);
    if (!asked) setDismissed(undefined);
  };
  return { items, at: Math.min(at, Math.max(0, items.length - 1)), choose, onKey, onCaret };
}
