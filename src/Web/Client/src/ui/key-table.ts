/**
 * Every action that has a name, and its key. The sheet, the palette, the buttons and the listener all read
 * this table; whoever can do a thing only says how. A reader may give an action another key, or none.
 */
import type { Action, ActionGroup } from './actions';
import { words } from './words';

interface Known { title: keyof typeof words.actions; group: ActionGroup; keys?: string }

export const keyTable = {
  next: { title: 'next', group: 'list', keys: 'j' },
  previous: { title: 'previous', group: 'list', keys: 'k' },
  open: { title: 'open', group: 'list', keys: 'Enter' },
  back: { title: 'backOrClose', group: 'list', keys: 'Esc' },
  select: { title: 'select', group: 'list', keys: 'x' },
  selectTo: { title: 'selectTo', group: 'list', keys: 'X' },
  search: { title: 'search', group: 'list', keys: '/' },

  claim: { title: 'claim', group: 'thread', keys: 'c' },
  nextBest: { title: 'nextBest', group: 'list' },
  resolve: { title: 'resolveNext', group: 'thread', keys: 'e' },
  snooze: { title: 'snooze', group: 'thread', keys: 's' },
  handOver: { title: 'handOver', group: 'thread', keys: 'a' },
  ask: { title: 'ask', group: 'thread', keys: 'q' },
  promise: { title: 'promise', group: 'thread', keys: 'm' },
  labels: { title: 'labels', group: 'thread', keys: 'l' },
  priority: { title: 'priority', group: 'thread', keys: 'p' },
  release: { title: 'release', group: 'thread' },
  reopen: { title: 'reopen', group: 'thread' },
  previousUnread: { title: 'previousUnread', group: 'thread', keys: '[' },
  nextUnread: { title: 'nextUnread', group: 'thread', keys: ']' },
  context: { title: 'context', group: 'thread', keys: 'i' },
  snoozeMoment: { title: 'snoozeMoment', group: 'thread' },
  copyLink: { title: 'copyLink', group: 'thread' },
  copyEntryLink: { title: 'copyEntryLink', group: 'thread' },

  reply: { title: 'reply', group: 'write', keys: 'r' },
  note: { title: 'note', group: 'write', keys: 'n' },
  give: { title: 'give', group: 'write', keys: 'v' },
  send: { title: 'send', group: 'write', keys: 'Ctrl+Enter' },
  sendResolve: { title: 'sendResolve', group: 'write', keys: 'Ctrl+Shift+Enter' },
  audience: { title: 'audience', group: 'write', keys: 'Alt+Enter' },

  goMine: { title: 'goMine', group: 'go', keys: 'g m' },
  goUnattended: { title: 'goUnattended', group: 'go', keys: 'g u' },
  goAll: { title: 'goAll', group: 'go', keys: 'g a' },
  goQueues: { title: 'goQueues', group: 'go', keys: 'g q' },
  goFloor: { title: 'goFloor', group: 'go', keys: 'g f' },
  goSettings: { title: 'goSettings', group: 'go', keys: 'g s' },

  undo: { title: 'undo', group: 'app', keys: 'z' },
  panes: { title: 'panes', group: 'app', keys: 'F6' },
  keys: { title: 'keys', group: 'app', keys: '?' },
  palette: { title: 'everything', group: 'app', keys: 'Ctrl+K' },
  signOut: { title: 'signOut', group: 'app' },
} as const satisfies Record<string, Known>;

export type ActionId = keyof typeof keyTable;
export const actionIds = Object.keys(keyTable) as ActionId[];

/** Keys given by the reader, by action; an empty one takes the key away. */
let ownKeys: Readonly<Record<string, string>> = {};

/** Answers whether that changed anything. */
export function setOwnKeys(keys: Readonly<Record<string, string>>): boolean {
  if (JSON.stringify(keys) === JSON.stringify(ownKeys)) return false;
  ownKeys = keys;
  return true;
}

export function keysOf(id: ActionId): string | undefined {
  const known: Known = keyTable[id];
  const keys = isRemappable(id) ? ownKeys[id] ?? known.keys : known.keys;
  return keys === '' ? undefined : keys;
}

/** Single keys may be given away; Escape, Enter, F6 and those with Ctrl or Alt stay where people expect them. */
export function isRemappable(id: ActionId): boolean {
  const { keys }: Known = keyTable[id];
  return keys !== undefined && keys.split(' ').every((key) => [...key].length === 1);
}

export function titleOf(id: ActionId): string {
  return words.actions[keyTable[id].title];
}

/** An action of the table, by whoever can do it now. */
export function action(id: ActionId, run: () => void): Action {
  return { id, title: titleOf(id), group: keyTable[id].group, keys: keysOf(id), run };
}
