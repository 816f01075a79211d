/**
 * What can be done right now, told by whoever can do it. One registry feeds the keys and the palette, so that
 * neither can promise what the other does not do.
 */
import { useEffect } from 'react';

export type ActionGroup = 'list' | 'thread' | 'write' | 'go' | 'app';

export interface Action {
  id: string;
  title: string;
  group: ActionGroup;
  /** As pressed: "c", "g m", "Shift+x"; with Ctrl it also works inside text. */
  keys?: string | undefined;
  run: () => void;
}

const sources = new Map<symbol, readonly Action[]>();
let all: readonly Action[] = [];

function publish(): void {
  const byId = new Map<string, Action>();
  for (const actions of sources.values()) for (const action of actions) byId.set(action.id, action);
  all = [...byId.values()];
}

export function currentActions(): readonly Action[] {
  return all;
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
