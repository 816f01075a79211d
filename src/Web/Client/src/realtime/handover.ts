/** To whom a conversation is being handed, read from its entries. Pure. */
import type { Entry } from '../api/types';

export interface PendingHandover {
  from: string;
  /** A colleague, or a queue. */
  to: string | undefined;
  queue: string | undefined;
  until: string;
  summary: string;
  seq: number;
}

/** Undefined when the newest entries tell of none that still waits. */
export function pendingHandover(entries: readonly Entry[]): PendingHandover | undefined {
  const last = entries.findLast(({ kind }) => ends.has(kind) || kind === 'handoverOffered');
  if (last?.kind !== 'handoverOffered' || last.data.from === undefined || last.data.until === undefined) return undefined;
  const { from, until, employeeId, queue, text } = last.data;
  return { from, until, to: employeeId, queue, summary: text ?? '', seq: last.seq };
}

/** Whoever owns it anew, or nobody any more: nothing is handed over by then. */
const ends = new Set(['handoverAccepted', 'handoverReturned', 'claimed', 'assigned', 'released']);

/** Seq of the last time it changed hands as far as these entries reach; 0 when they tell of none. */
export function lastChangeOfHands(entries: readonly Entry[]): number {
  return entries.findLast(({ kind }) => kind === 'handoverAccepted' || kind === 'handoverReturned' || kind === 'assigned' || kind === 'released')?.seq ?? 0;
}

export function hasTrackingLink(entries: readonly Entry[]): boolean {
  return entries.findLast(({ kind }) => kind === 'trackingLinkMade' || kind === 'trackingLinkRevoked')?.kind === 'trackingLinkMade';
}
