import { useDeferredValue, useMemo, useState } from 'react';
import type { NewPromise } from '../../api/promises';
import type { GivenPromise } from '../../api/types';
import { Store, useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { findPromises } from '../../ui/promises/find-promises';

export interface Suggested { text: string; dueAt: number; isKept: boolean }

interface Choice { isKept: boolean; isWaved?: boolean; dueAt?: number; text?: string }

export interface SuggestedPromises {
  items: readonly Suggested[];
  /** What goes out with the words. */
  kept: readonly NewPromise[];
  choose: (text: string, choice: Partial<Choice>) => void;
  /** What was promised here before and is still to be kept, once there are words that may do so. */
  owed: readonly GivenPromise[];
  /** Ids of those among them that these words keep. */
  keeps: readonly string[];
  toggle: (id: string) => void;
  clear: () => void;
}

const noPromises = new Store<{ items: readonly GivenPromise[] }>({ items: [] });
const none: ReadonlyMap<string, Choice> = new Map();

/** What the words promise, and what their author says of it: nothing goes out as a promise that she has not kept herself. */
export function usePromises(conversationId: string, text: string, isReply: boolean): SuggestedPromises {
  const { api, promises } = useWorkspace();
  const isWriting = isReply && text !== '';
  const given = useStore<{ items: readonly GivenPromise[] }>(useMemo(() => (isWriting ? promises.of(conversationId) : noPromises), [isWriting, promises, conversationId]));
  const [marked, setMarked] = useState<readonly string[]>([]);
  const owed = useMemo(() => given.items.filter(({ state }) => state === 'open' || state === 'dueSoon'), [given]);
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
    owed,
    keeps: owed.map(({ id }) => id).filter((id) => marked.includes(id)),
    toggle: (id) => { setMarked((all) => (all.includes(id) ? all.filter((one) => one !== id) : [...all, id])); },
    clear: () => {
      setChoices(none);
      setMarked([]);
    },
  };
}
