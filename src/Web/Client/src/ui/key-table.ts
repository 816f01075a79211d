/**
 * Every action that has a name, and its key. The sheet, the palette, the buttons and the listener all read
 * this table; whoever can do a thing only says how.
 */
import type { Action, ActionGroup } from './actions';
import { words } from './words';

interface Known { title: string; group: ActionGroup; keys?: string }

const titles = words.actions;

export const keyTable = {
  next: { title: titles.next, group: 'list', keys: 'j' },
  previous: { title: titles.previous, group: 'list', keys: 'k' },
  open: { title: titles.open, group: 'list', keys: 'Enter' },
  back: { title: titles.backOrClose, group: 'list', keys: 'Esc' },
  search: { title: titles.search, group: 'list', keys: '/' },

  claim: { title: titles.claim, group: 'thread', keys: 'c' },
  resolve: { title: titles.resolveNext, group: 'thread', keys: 'e' },
  snooze: { title: titles.snooze, group: 'thread', keys: 's' },
  handOver: { title: titles.handOver, group: 'thread', keys: 'a' },
  labels: { title: titles.labels, group: 'thread', keys: 'l' },
  priority: { title: titles.priority, group: 'thread', keys: 'p' },
  release: { title: titles.release, group: 'thread' },
  reopen: { title: titles.reopen, group: 'thread' },
  previousUnread: { title: titles.previousUnread, group: 'thread', keys: '[' },
  nextUnread: { title: titles.nextUnread, group: 'thread', keys: ']' },
  context: { title: titles.context, group: 'thread', keys: 'i' },

  reply: { title: titles.reply, group: 'write', keys: 'r' },
  note: { title: titles.note, group: 'write', keys: 'n' },
  send: { title: titles.send, group: 'write', keys: 'Ctrl+Enter' },
  sendResolve: { title: titles.sendResolve, group: 'write', keys: 'Ctrl+Shift+Enter' },
  audience: { title: titles.audience, group: 'write', keys: 'Alt+Enter' },

  goMine: { title: titles.goMine, group: 'go', keys: 'g m' },
  goUnattended: { title: titles.goUnattended, group: 'go', keys: 'g u' },
  goAll: { title: titles.goAll, group: 'go', keys: 'g a' },
  goQueues: { title: titles.goQueues, group: 'go', keys: 'g q' },
  goSettings: { title: titles.goSettings, group: 'go', keys: 'g s' },

  undo: { title: titles.undo, group: 'app', keys: 'z' },
  panes: { title: titles.panes, group: 'app', keys: 'F6' },
  keys: { title: titles.keys, group: 'app', keys: '?' },
  palette: { title: titles.everything, group: 'app', keys: 'Ctrl+K' },
  signOut: { title: titles.signOut, group: 'app' },
} as const satisfies Record<string, Known>;

export type ActionId = keyof typeof keyTable;

/** An action of the table, by whoever can do it now. */
export function action(id: ActionId, run: () => void): Action {
  const known: Known = keyTable[id];
  return { id, title: known.title, group: known.group, keys: known.keys, run };
}
