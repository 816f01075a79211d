/** How each reply is doing, read from the entries. The newest word counts; an echo of an older one does not undo it. */
import type { Entry } from '../../api/types';

export type DeliveryState = 'held' | 'pending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'cancelled' | 'dropped';
export interface Delivery { state: DeliveryState; holdUntil: string | undefined }

const rank: Partial<Record<DeliveryState, number>> = { sent: 1, delivered: 2, read: 3 };

export function deliveriesOf(entries: readonly Entry[]): ReadonlyMap<string, Delivery> {
  const deliveries = new Map<string, Delivery>();
  for (const entry of entries) {
    const { replyId, holdUntil } = entry.data;
    if (!replyId) continue;
    const before = deliveries.get(replyId);
    const state = nextState(entry, before?.state);
    if (state) deliveries.set(replyId, { state, holdUntil: holdUntil ?? before?.holdUntil });
  }
  return deliveries;
}

function nextState(entry: Entry, before: DeliveryState | undefined): DeliveryState | undefined {
  switch (entry.kind) {
    case 'replyQueued': return entry.data.holdUntil ? 'held' : 'pending';
    case 'replyRetried': return 'pending';
    case 'replySent': return later('sent', before);
    case 'replyDelivered': return later('delivered', before);
    case 'replyRead': return later('read', before);
    case 'replyFailed': return 'failed';
    case 'replyUnknown': return 'unknown';
    case 'replyCancelled': return before === 'failed' || before === 'unknown' ? 'dropped' : 'cancelled';
    default: return undefined;
  }
}

function later(next: DeliveryState, before: DeliveryState | undefined): DeliveryState {
  return before !== undefined && (rank[before] ?? 0) > (rank[next] ?? 0) ? before : next;
}
