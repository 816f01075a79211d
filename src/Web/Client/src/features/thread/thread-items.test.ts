import { expect, it } from 'vitest';
import type { Entry, EntryData } from '../../api/types';
import type { Outgoing } from '../../realtime/outgoing';
import { deliveriesOf } from './deliveries';
import { firstUnread, indexOfSeq, notYetShown, threadItems, writtenAt } from './thread-items';

const start = Date.parse('2026-11-22T12:00:00Z');
let lastSeq = 0;
const entry = (kind: string, minute: number, data: EntryData = {}, by = 'u'): Entry => {
  lastSeq += 1;
  const actorKind = kind === 'messageReceived' ? 'customer' : 'employee';
  return { seq: lastSeq, at: new Date(start + minute * 60_000).toISOString(), kind, actor: { kind: actorKind, id: by }, data };
};
const entries = (...make: (() => Entry)[]) => {
  lastSeq = 0;
  return make.map((one) => one());
};
const none = { unreadFrom: 0, outgoing: [], hasHint: false, isWhole: true };
const types = (list: Entry[], options = none) => threadItems(list, options).map((item) => item.type).join(' ');

it('groups what one author wrote within five minutes', () => {
  const list = entries(
    () => entry('messageReceived', 0, { text: 'a' }), () => entry('messageReceived', 4, { text: 'b' }),
    () => entry('messageReceived', 10, { text: 'c' }),
  );
  const starts = threadItems(list, none).flatMap((item) => (item.type === 'message' ? [item.startsGroup] : []));
  expect(starts).toEqual([true, false, true]);
});

it('starts a new group where the audience changes', () => {
  const list = entries(
    () => entry('messageReceived', 0, { visibility: 'public' }), () => entry('messageReceived', 1, { visibility: 'private' }),
  );
  const starts = threadItems(list, none).flatMap((item) => (item.type === 'message' ? [item.startsGroup] : []));
  expect(starts).toEqual([true, true]);
});

it('folds a run of changes into one line and hides what delivery says of itself', () => {
  const list = entries(
    () => entry('messageReceived', 0), () => entry('claimed', 1), () => entry('labelsChanged', 1),
    () => entry('replyQueued', 2, { replyId: 'r' }), () => entry('replySent', 2, { replyId: 'r' }),
  );
  expect(types(list)).toBe('day message system message');
});

it('puts the line of the unread before the first unread message, and none when all is unread', () => {
  const list = entries(() => entry('messageReceived', 0), () => entry('replyQueued', 1, { replyId: 'r' }), () => entry('messageReceived', 9));
  expect(types(list, { ...none, unreadFrom: 3 })).toBe('day message message unread message');
  expect(types(list, { ...none, unreadFrom: 1 })).toBe('day message message message');
});

it('takes a reply out of the thread that was taken back before it went out', () => {
  const list = entries(
    () => entry('replyQueued', 0, { replyId: 'r', holdUntil: '2026-11-22T12:00:05Z' }), () => entry('replyCancelled', 0, { replyId: 'r' }),
  );
  expect(types(list)).toBe('day system');
});

it('shows words on their way until the journal shows them', () => {
  const list = entries(() => entry('replyQueued', 0, { replyId: 'r' }), () => entry('noteAdded', 1));
  const on = (id: string, kind: 'reply' | 'note', status: Outgoing['status']) => ({ id, kind, status, conversationId: 'c' }) as Outgoing;
  const left = notYetShown([
    on('r', 'reply', { kind: 'sending' }), on('n', 'note', { kind: 'kept', seq: 2 }), on('x', 'reply', { kind: 'unreachable' }),
  ], 'c', list);
  expect(left.map((one) => one.id)).toEqual(['x']);
});

it('finds the first unread behind the mark, or behind our last answer when there is no mark', () => {
  const list = entries(() => entry('messageReceived', 0), () => entry('replyQueued', 1, { replyId: 'r' }), () => entry('messageReceived', 2), () => entry('messageReceived', 3));
  expect(firstUnread(list, 0)).toBe(3);
  expect(firstUnread(list, 3)).toBe(4);
  expect(firstUnread(list, 4)).toBe(0);
});

it('does not believe a sender who wrote in the future', () => {
  const [message] = entries(() => entry('messageReceived', 0, { sentAt: '2099-01-01T00:00:00Z' }));
  expect(message && writtenAt(message)).toBe(start);
});

it('does not go back from read to sent, and goes back to sending when tried again', () => {
  const list = entries(
    () => entry('replyQueued', 0, { replyId: 'a' }), () => entry('replyRead', 1, { replyId: 'a' }), () => entry('replySent', 2, { replyId: 'a' }),
    () => entry('replyQueued', 3, { replyId: 'b' }), () => entry('replyFailed', 4, { replyId: 'b' }), () => entry('replyRetried', 5, { replyId: 'b' }),
  );
  const deliveries = deliveriesOf(list);
  expect([deliveries.get('a')?.state, deliveries.get('b')?.state]).toEqual(['read', 'pending']);
});

it('keeps the key of its first line when earlier entries of the same day are put before it', () => {
  const list = entries(() => entry('messageReceived', 0), () => entry('messageReceived', 1), () => entry('messageReceived', 2));
  const later = threadItems(list.slice(1), { ...none, isWhole: false });
  const whole = threadItems(list, none);
  expect(whole.map((item) => item.key)).toContain(later[0]?.key);
  expect(later.map((item) => item.type)).toEqual(['message', 'message']);
});

it('finds the line of an entry, and of one that is not shown itself the line before it', () => {
  const list = entries(
    () => entry('messageReceived', 0), () => entry('claimed', 1), () => entry('labelsChanged', 1),
    () => entry('replyQueued', 2, { replyId: 'r' }), () => entry('replySent', 2, { replyId: 'r' }), () => entry('messageReceived', 3),
  );
  const items = threadItems(list, none);
  expect([1, 2, 3, 4, 5, 6, 99].map((seq) => indexOfSeq(items, seq))).toEqual([1, 2, 2, 3, 3, 4, 4]);
});
