import { useEffect, useRef, useState } from 'react';
import type { Ask, KnownAnswer } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { focusComposer } from '../../ui/focus';
import { moment } from '../../ui/format';
import { useTicking } from '../../ui/now';
import { words } from '../../ui/words';

const typedMs = 200;

/** The newest question of mine in this conversation that is not settled. */
export function useOpenAsk(conversationId: string): Ask | undefined {
  const { asks } = useWorkspace();
  return useStore(asks.mine).find((ask) => ask.conversationId === conversationId && (ask.state === 'running' || ask.state === 'answered'));
}

/** What colleagues have answered before, while the question is typed. */
export function useKnown(question: string, topics: readonly string[]): readonly KnownAnswer[] {
  const { asks } = useWorkspace();
  const [known, setKnown] = useState<readonly KnownAnswer[]>([]);
  const text = question.trim();
  const chosen = topics.join(',');
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void asks.known(text.length < 3 ? '' : text, chosen === '' ? [] : chosen.split(','), stop.signal).then((items) => { if (!stop.signal.aborted) setKnown(items); });
    }, typedMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [asks, text, chosen]);
  return known;
}

/** Puts a colleague's words behind what is written already; nothing is overwritten. */
export function useTakeIn(conversationId: string): (text: string, author: string) => void {
  const { drafts } = useWorkspace();
  return (text, name) => {
    const held = drafts.get(conversationId);
    if (held?.text.includes(text) !== true) {
      drafts.put(conversationId, held ? { ...held, text: [held.text.trimEnd(), text].filter((part) => part !== '').join('\n'), isExcerpt: false, from: { name, text } } : { text, mode: undefined, from: { name, text } });
    }
    focusComposer();
  };
}

/** "Asking 4 people in Refunds. If nobody answers in 60 s we ask the whole department." */
export function useAsking(ask: Ask): string {
  const { asks } = useWorkspace();
  const read = () => {
    const until = moment(ask.ringUntil);
    const seconds = until === undefined ? 0 : Math.max(0, Math.ceil((until - asks.now()) / 1_000));
    const asked = ask.people.filter((person) => person.state === 'asked').length;
    return ask.ring === undefined ? words.asks.looking : asked === 0 ? words.asks.nobody(seconds) : words.asks.askingIn(asked, ask.place, ask.ring, seconds);
  };
  return useTicking(read);
}

/** The focus where something has just opened. */
export function useFocusOnce<T extends HTMLElement>() {
  const field = useRef<T>(null);
  useEffect(() => { field.current?.focus(); }, []);
  return field;
}
