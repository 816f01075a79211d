import { useDeferredValue, useMemo, useState } from 'react';
import type { NewPromise } from '../../api/promises';
import { useWorkspace } from '../../realtime/workspace';
import { findPromises } from '../../ui/promises/find-promises';

export interface Suggested { text: string; dueAt: number; isKept: boolean }

interface Choice { isKept: boolean; isWaved?: boolean; dueAt?: number; text?: string }

export interface SuggestedPromises {
  items: readonly Suggested[];
  /** What goes out with the words. */
  kept: readonly NewPromise[];
  choose: (text: string, choice: Partial<Choice>) => void;
  clear: () => void;
}

const none: ReadonlyMap<string, Choice> = new Map();

/** What the words promise, and what their author says of it: nothing goes out as a promise that she has not kept herself. */
export function usePromises(text: string, isReply: boolean): SuggestedPromises {
  const { api } = useWorkspace();
  const searched = useDeferredValue(isReply ? text : '');
  const [choices, setChoices] = useState(none);
  const found = useMemo(() => (searched === '' ? [] : findPromises(searched, api.http.now())), [searched, api]);
  const items = useMemo(() => found.flatMap((one) => {
    const choice = choices.get(one.text);
    return choice?.isWaved === true ? [] : [{ text: one.text, dueAt: choice?.dueAt ?? one.dueAt, isKept: choice?.isKept === true }];
  }), [found, choices]);
  return {
    items,
    kept: items.filter((one) => one.isKept).map((one) => ({ text: one.text, dueAt: new Date(one.dueAt).toISOString() })),
    choose: (of, choice) => { setChoices((all) => new Map([...all, [of, { isKept: false, ...all.get(of), ...choice }]])); },
    clear: () => { setChoices(none); },
  };
}
