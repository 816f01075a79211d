import { useMemo } from 'react';
import type { View } from '../api/types';
import { useStore } from '../realtime/store';
import { useWorkspace } from '../realtime/workspace';
import { useActions } from '../ui/actions';
import type { Action } from '../ui/actions';
import { focusNextPane, focusThread } from '../ui/focus';
import { plainName } from '../ui/names';
import { undoNewest } from '../ui/notices';
import { words } from '../ui/words';
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
  toList: () => void;
  toggleContext: () => void;
  onSignOut: () => void;
}

/** What can be done anywhere on the desk. */
export function useDeskActions(desk: Desk): void {
  const { route, pane, width, next, open, goView, goSettings, toList, toggleContext, onSignOut } = desk;
  const { directory } = useWorkspace();
  const { queues } = useStore(directory.view);
  const { conversation } = route;

  useActions(useMemo(() => {
    const actions: Action[] = [];
    if (next.next !== undefined) {
      const id = next.next;
      actions.push({ id: 'next', title: words.actions.next, group: 'list', keys: 'j', run: () => { open(id); } });
    }
    if (next.previous !== undefined) {
      const id = next.previous;
      actions.push({ id: 'previous', title: words.actions.previous, group: 'list', keys: 'k', run: () => { open(id); } });
    }
    if (conversation !== undefined) {
      actions.push({ id: 'open', title: words.actions.open, group: 'list', keys: 'Enter', run: focusThread });
    }
    actions.push({
      id: 'back', title: words.actions.backOrClose, group: 'list', keys: 'Esc',
      run: () => {
        if (pane === 'context' && width !== 'wide') toggleContext();
        else if (width === 'narrow' && conversation !== undefined) toList();
        else document.querySelector<HTMLElement>('[data-pane="list"] [role="option"][tabindex="0"]')?.focus();
      },
    });
    return actions;
  }, [next, conversation, pane, width, open, toList, toggleContext]));

  useActions(useMemo(() => [
    { id: 'go-mine', title: words.actions.goMine, group: 'go' as const, keys: 'g m', run: () => { goView('mine'); } },
    { id: 'go-unattended', title: words.actions.goUnattended, group: 'go' as const, keys: 'g u', run: () => { goView('unattended'); } },
    { id: 'go-all', title: words.actions.goAll, group: 'go' as const, keys: 'g a', run: () => { goView('all'); } },
    {
      id: 'go-queues', title: words.actions.goQueues, group: 'go' as const, keys: 'g q',
      run: () => { document.querySelector<HTMLElement>('[aria-labelledby="rail-queues"] button')?.focus(); },
    },
    ...queues.map((queue) => ({
      id: `go-queue-${queue.id}`, title: plainName(queue.name), group: 'go' as const, run: () => { goView('queue', queue.id); },
    })),
    { id: 'go-settings', title: words.actions.goSettings, group: 'go' as const, keys: 'g s', run: goSettings },
    { id: 'undo', title: words.actions.undo, group: 'app' as const, keys: 'z', run: () => { undo(); } },
    { id: 'panes', title: words.actions.panes, group: 'app' as const, keys: 'F6', run: focusNextPane },
    { id: 'sign-out', title: words.actions.signOut, group: 'app' as const, run: onSignOut },
  ], [queues, goView, goSettings, onSignOut]));
}

/** The reply that still waits to go out first; else the last thing that offered to be undone. */
function undo(): void {
  const held = document.querySelector<HTMLElement>('[data-thread-log] [data-undo]');
  if (held) held.click();
  else undoNewest();
}
