import { useMemo } from 'react';
import type { View } from '../api/types';
import { useStore } from '../realtime/store';
import { useWorkspace } from '../realtime/workspace';
import { useActions } from '../ui/actions';
import type { Action } from '../ui/actions';
import { focusNextPane, focusThread } from '../ui/focus';
import { action } from '../ui/key-table';
import { plainName } from '../ui/names';
import { undoNewest } from '../ui/notices';
import type { Route } from './route';
import type { Pane } from './use-location';
import type { Next } from './use-next';
import type { Width } from './use-width';

interface Desk {
  route: Route;
  pane: Pane;
  width: Width;
  next: Next;
  open: (id: string | undefined) => void;
  goView: (view: View, queue?: string) => void;
  goSettings: () => void;
  goFloor: (() => void) | undefined;
  toList: () => void;
  toggleContext: () => void;
  onSignOut: () => void;
  nextBest: (() => void) | undefined;
}

/** What can be done anywhere on the desk. */
export function useDeskActions(desk: Desk): void {
  const { route, pane, width, next, open, goView, goSettings, goFloor, toList, toggleContext, onSignOut, nextBest } = desk;
  const { directory } = useWorkspace();
  const { queues } = useStore(directory.view);
  const { conversation } = route;

  useActions(useMemo(() => {
    const actions: Action[] = [];
    const { next: following, previous } = next;
    if (following !== undefined) actions.push(action('next', () => { open(following); }));
    if (previous !== undefined) actions.push(action('previous', () => { open(previous); }));
    if (conversation !== undefined) actions.push(action('open', focusThread));
    actions.push(action('back', () => {
      if (pane === 'context' && width !== 'wide') toggleContext();
      else if (width === 'narrow' && conversation !== undefined) toList();
      else document.querySelector<HTMLElement>('[data-pane="list"] :is([role="option"][tabindex="0"], [aria-current="true"])')?.focus();
    }));
    return actions;
  }, [next, conversation, pane, width, open, toList, toggleContext]));

  useActions(useMemo(() => [
    action('goMine', () => { goView('mine'); }),
    action('goUnattended', () => { goView('unattended'); }),
    action('goAll', () => { goView('all'); }),
    action('goQueues', () => { document.querySelector<HTMLElement>('[aria-labelledby="rail-queues"] button')?.focus(); }),
    ...queues.map((queue) => ({
      id: `go-queue-${queue.id}`, title: plainName(queue.name), group: 'go' as const, run: () => { goView('queue', queue.id); },
    })),
    ...(goFloor ? [action('goFloor', goFloor)] : []),
    action('goSettings', goSettings),
    ...(nextBest ? [action('nextBest', nextBest)] : []),
    action('undo', undo),
    action('panes', focusNextPane),
    action('signOut', onSignOut),
  ], [queues, goView, goSettings, goFloor, onSignOut, nextBest]));
}

/** The reply that still waits to go out first; else the last thing that offered to be undone. */
function undo(): void {
  const held = [...document.querySelectorAll<HTMLElement>('[data-thread-log] [data-undo]')].at(-1);
  if (held) held.click();
  else undoNewest();
}
