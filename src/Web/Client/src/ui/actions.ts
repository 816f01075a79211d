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

interface Source { actions: readonly Action[]; place: 'beside' | 'over' }

const sources = new Map<symbol, Source>();
let all: readonly Action[] = [];

function publish(): void {
  const byId = new Map<string, Action>();
  for (const place of ['beside', 'over'] as const) {
    for (const source of sources.values()) {
      if (source.place === place) for (const action of source.actions) byId.set(action.id, action);
    }
  }
  all = [...byId.values()];
}

export function currentActions(): readonly Action[] {
  return all;
}

/** Offers actions for as long as the component stands there; those that lie over others take their place. */
export function useActions(actions: readonly Action[], place: Source['place'] = 'beside'): void {
  useEffect(() => {
    const source = Symbol('actions');
    sources.set(source, { actions, place });
    publish();
    return () => {
      sources.delete(source);
      publish();
    };
  }, [actions, place]);
}
