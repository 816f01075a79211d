/**
 * The dashboard's one reducer. A snapshot and the events pushed after it give the next snapshot, and
 * nothing else does: no clock, no network, no guess. What cannot be applied without a guess is a hole,
 * and the caller asks the server again. `tests/Golden/hub` holds the law for both sides of the wire.
 */
import type { Counts, Entry, Summary } from '../api/types';

export interface ListState {
  listId: string;
  version: number;
  items: readonly Summary[];
  total: number;
  counts: Counts;
}

export interface ListDelta {
  listId: string;
  version: number;
  /** Ids of the whole window, in order. */
  order: readonly string[];
  /** Rows that are new in the window or changed. */
  upserts: readonly Summary[];
  total: number;
  counts: Counts;
}

export interface ThreadState {
  conversationId: string;
  /** Entries without a gap between the first and the last. */
  entries: readonly Entry[];
}

export interface EntriesEvent { conversationId: string; entries: readonly Entry[] }

export type Applied<T> =
  | { outcome: 'applied'; state: T }
  /** Meant for another list or conversation, or already known. */
  | { outcome: 'ignored'; state: T }
  /** Something between is missing; `state` holds what could be applied without a guess. */
  | { outcome: 'hole'; state: T };

export function applyListDelta(state: ListState, delta: ListDelta): Applied<ListState> {
  if (delta.listId !== state.listId || delta.version <= state.version) return { outcome: 'ignored', state };
  if (delta.version > state.version + 1) return { outcome: 'hole', state };

  const known = new Map(state.items.map((item) => [item.id, item]));
  for (const upsert of delta.upserts) known.set(upsert.id, upsert);

  const items: Summary[] = [];
  for (const id of delta.order) {
    const item = known.get(id);
    if (!item) return { outcome: 'hole', state };
    items.push(item);
  }
  const next = { listId: state.listId, version: delta.version, items, total: delta.total, counts: delta.counts };
  return { outcome: 'applied', state: next };
}

export function applyEntries(state: ThreadState, event: EntriesEvent): Applied<ThreadState> {
  if (event.conversationId !== state.conversationId) return { outcome: 'ignored', state };

  let last = lastSeq(state);
  const added: Entry[] = [];
  let hasHole = false;
  for (const entry of event.entries) {
    if (entry.seq <= last) continue;
    if (entry.seq > last + 1) {
      hasHole = true;
      break;
    }
    added.push(entry);
    last = entry.seq;
  }
  const next = added.length === 0 ? state : { ...state, entries: [...state.entries, ...added] };
  if (hasHole) return { outcome: 'hole', state: next };
  return { outcome: added.length === 0 ? 'ignored' : 'applied', state: next };
}

/** Earlier entries, read by REST when the reader scrolls up, put before what is held. */
export function prependEntries(state: ThreadState, earlier: readonly Entry[]): ThreadState {
  const first = firstSeq(state);
  const fitting = earlier.filter((entry) => first === undefined || entry.seq < first);
  const joins = first === undefined || fitting.at(-1)?.seq === first - 1;
  return joins && fitting.length > 0 ? { ...state, entries: [...fitting, ...state.entries] } : state;
}

/** Later entries of a stretch of the past, read by REST when the reader scrolls down. */
export function appendEntries(state: ThreadState, later: readonly Entry[]): ThreadState {
  return applyEntries(state, { conversationId: state.conversationId, entries: later }).state;
}

export function lastSeq(state: ThreadState): number {
  return state.entries.at(-1)?.seq ?? 0;
}

export function firstSeq(state: ThreadState | undefined): number | undefined {
  return state?.entries[0]?.seq;
}
