/**
 * What can be done right now, told by whoever can do it. One registry feeds the keys, the key sheet and the
 * palette, so that none of them can promise what the others do not do.
 */
import { useEffect, useSyncExternalStore } from 'react';

export type ActionGroup = 'list' | 'thread' | 'write' | 'go' | 'app';

export interface Action {
  id: string;
  title: string;
  group: ActionGroup;
  /** As pressed: "c", "g m", "Shift+x"; with Ctrl it also works inside text. */
  keys?: string | undefined;
  /** Absent: the key is handled where it is pressed, and only told about here. */
  run?: (() => void) | undefined;
}

const sources = new Map<symbol, readonly Action[]>();
const listeners = new Set<() => void>();
let all: readonly Action[] = [];

function publish(): void {
  const byId = new Map<string, Action>();
  for (const actions of sources.values()) for (const action of actions) byId.set(action.id, action);
  all = [...byId.values()];
  for (const listener of listeners) listener();
}

export function currentActions(): readonly Action[] {
  return all;
}

export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(subscribe, currentActions);
}

/** Offers actions for as long as the component stands there. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    const source = Symbol('actions');
    sources.set(source, actions);
    publish();
    return () => {
      sources.delete(source);
      publish();
    };
  }, [actions]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
