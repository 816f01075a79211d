/** From entries to what stands in the thread: messages in groups, notes, day lines, folded runs of changes. Pure. */
import type { Entry } from '../../api/types';
import type { Outgoing } from '../../realtime/outgoing';
import { moment } from '../../ui/format';
import { dayNumber } from '../../ui/locale';
import { deliveriesOf } from './deliveries';
import type { Delivery } from './deliveries';
import { openProposals } from './proposals';

export type ThreadItem =
  | { type: 'day'; key: string; at: number }
  | { type: 'unread'; key: string; at: number }
  | { type: 'message'; key: string; entry: Entry; isOurs: boolean; startsGroup: boolean; delivery: Delivery | undefined; isLastOwn: boolean }
  | { type: 'note'; key: string; entry: Entry; startsGroup: boolean }
  | { type: 'proposal'; key: string; entry: Entry; isOpen: boolean; head: number }
  | { type: 'system'; key: string; entries: readonly Entry[] }
  | { type: 'outgoing'; key: string; outgoing: Outgoing }
  | { type: 'hint'; key: string };

const groupMs = 5 * 60_000;

interface Options {
  /** Seq of the first entry not read yet when the conversation was opened; 0 for none. */
  unreadFrom: number;
  outgoing: readonly Outgoing[];
  /** Shows the three keys under the message that waits. */
  hasHint: boolean;
  /** False while more lies before: then no day can be said to begin with the first entry, and the line would move when more is read. */
  isWhole: boolean;
}

export function threadItems(entries: readonly Entry[], { unreadFrom, outgoing, hasHint, isWhole }: Options): readonly ThreadItem[] {
  const deliveries = deliveriesOf(entries);
  const lastOwn = lastOwnReply(entries, deliveries, outgoing);
  const proposals = openProposals(entries);
  const items: ThreadItem[] = [];
  let day: number | undefined;
  let group: { by: string; at: number } | undefined;
  let isUnreadShown = false;

  for (const entry of entries) {
    const kind = itemKind(entry, deliveries);
    if (kind === 'none') continue;
    const at = writtenAt(entry);

    const thisDay = dayNumber(at);
    if (thisDay !== day) {
      if (isWhole || day !== undefined) items.push({ type: 'day', key: `day-${String(entry.seq)}`, at });
      day = thisDay;
      group = undefined;
    }
    if (!isUnreadShown && unreadFrom > 0 && entry.seq >= unreadFrom && kind === 'message' && entry.kind === 'messageReceived') {
      if (hasMessage(items)) items.push({ type: 'unread', key: 'unread', at });
      isUnreadShown = true;
      group = undefined;
    }
    if (kind === 'proposal') {
      items.push({ type: 'proposal', key: `e${String(entry.seq)}`, entry, isOpen: proposals.has(entry.seq), head: entries.at(-1)?.seq ?? 0 });
      group = undefined;
      continue;
    }
    if (kind === 'system') {
      pushSystem(items, entry);
      group = undefined;
      continue;
    }
    const by = `${kind}|${entry.actor.kind}|${entry.actor.id ?? ''}|${visibilityOf(entry)}`;
    const startsGroup = group?.by !== by || at - group.at > groupMs;
    group = { by, at };
    items.push(kind === 'note'
      ? { type: 'note', key: `e${String(entry.seq)}`, entry, startsGroup }
      : {
        type: 'message', key: `e${String(entry.seq)}`, entry, startsGroup,
        isOurs: entry.kind === 'replyQueued',
        delivery: deliveries.get(entry.data.replyId ?? ''),
        isLastOwn: entry.seq === lastOwn,
      });
  }
  if (hasHint && hasMessage(items)) items.push({ type: 'hint', key: 'hint' });
  for (const one of outgoing) items.push({ type: 'outgoing', key: `o${one.id}`, outgoing: one });
  return items;
}

/** Where an entry stands; one that is not shown itself, where it would. */
export function indexOfSeq(items: readonly ThreadItem[], seq: number): number {
  return items.findLastIndex((item) => {
    const entry = item.type === 'message' || item.type === 'note' || item.type === 'proposal' ? item.entry : item.type === 'system' ? item.entries[0] : undefined;
    return entry !== undefined && entry.seq <= seq;
  });
}

/** Words on their way that the journal does not show yet. */
export function notYetShown(outgoing: readonly Outgoing[], conversationId: string, entries: readonly Entry[]): readonly Outgoing[] {
  const replyIds = new Set(entries.map((entry) => entry.data.replyId));
  const last = entries.at(-1)?.seq ?? 0;
  return outgoing.filter((one) => one.conversationId === conversationId
    && !(one.kind === 'reply' && replyIds.has(one.id))
    && !(one.status.kind === 'kept' && one.status.seq <= last));
}

/** Where reading begins: behind the mark; for one never opened here, behind our last answer. */
export function firstUnread(entries: readonly Entry[], mark: number): number {
  const lastReply = entries.findLast((entry) => entry.kind === 'replyQueued')?.seq ?? 0;
  const from = Math.max(mark, lastReply);
  return entries.find((entry) => entry.kind === 'messageReceived' && entry.seq > from)?.seq ?? 0;
}

/** The sender's time, when it can be believed: what was received cannot have been written later. */
export function writtenAt(entry: Entry): number {
  const received = moment(entry.at) ?? 0;
  const sent = entry.kind === 'messageReceived' ? moment(entry.data.sentAt) : undefined;
  return sent === undefined || sent > received ? received : sent;
}

export function visibilityOf(entry: Entry): 'public' | 'private' {
  return (entry.data.visibility ?? entry.data.audience) === 'public' ? 'public' : 'private';
}

function itemKind(entry: Entry, deliveries: ReadonlyMap<string, Delivery>): 'message' | 'note' | 'proposal' | 'system' | 'none' {
  switch (entry.kind) {
    case 'messageReceived':
      return 'message';
    case 'replyQueued':
      return deliveries.get(entry.data.replyId ?? '')?.state === 'cancelled' ? 'none' : 'message';
    case 'noteAdded':
      return 'note';
    case 'draftProposed':
      return 'proposal';
    case 'replySent': case 'replyDelivered': case 'replyRead': case 'replyFailed': case 'replyUnknown': case 'replyRetried':
      return 'none';
    case 'stateChanged':
      return isSaidOtherwise(entry) ? 'none' : 'system';
    default:
      return 'system';
  }
}

/** A claim, a message or a reply moves the state, too; saying it twice is noise. Coming back is worth a line. */
function isSaidOtherwise({ data }: Entry): boolean {
  const isWaking = data.from === 'resolved' || data.from === 'closed' || data.from === 'snoozed';
  return !isWaking && ['new', 'offered', 'owned', 'waitingCustomer'].includes(data.to ?? '');
}

function pushSystem(items: ThreadItem[], entry: Entry): void {
  const last = items.at(-1);
  if (last?.type === 'system') items[items.length - 1] = { ...last, entries: [...last.entries, entry] };
  else items.push({ type: 'system', key: `s${String(entry.seq)}`, entries: [entry] });
}

function lastOwnReply(
  entries: readonly Entry[], deliveries: ReadonlyMap<string, Delivery>, outgoing: readonly Outgoing[],
): number | undefined {
  if (outgoing.some((one) => one.kind === 'reply')) return undefined;
  return entries.findLast((entry) => entry.kind === 'replyQueued'
    && deliveries.get(entry.data.replyId ?? '')?.state !== 'cancelled')?.seq;
}

function hasMessage(items: readonly ThreadItem[]): boolean {
  return items.some((item) => item.type === 'message' || item.type === 'note');
}
