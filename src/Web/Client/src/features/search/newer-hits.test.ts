import { expect, it } from 'vitest';
import type { SearchHit, SearchPage, Summary } from '../../api/types';
import { inPlace, joined, newer } from './newer-hits';

const hit = (seq: number, state: Summary['state'] = 'new'): SearchHit => ({
  conversation: { id: 'c', state } as Summary, seq, at: '2026-11-22T10:00:00Z', kind: 'message', excerpt: [],
});
const hits = (...seqs: number[]) => seqs.map((seq) => hit(seq));
const page = (next: string | null, ...seqs: number[]): SearchPage => ({ items: hits(...seqs), next, indexedTo: '2026-11-22T10:00:00Z' });
const seqsOf = (items: readonly SearchHit[]) => items.map(({ seq }) => seq);

it('puts what is new on top and keeps what was read after the first page', () => {
  const { items, next } = joined({ items: hits(9, 8, 7, 6, 5, 4), next: 'after-4' }, page('after-8', 10, 9, 8));
  expect([seqsOf(items), next]).toEqual([[10, 9, 8, 7, 6, 5, 4], 'after-4']);
});

it('begins anew where what is new fills the page', () => {
  const { items, next } = joined({ items: hits(3, 2, 1), next: undefined }, page('after-21', 23, 22, 21));
  expect([seqsOf(items), next]).toEqual([[23, 22, 21], 'after-21']);
});

it('lets go what is not found any more', () => {
  expect(seqsOf(joined({ items: hits(5, 4, 3, 2, 1), next: undefined }, page('after-3', 5, 3)).items)).toEqual([5, 3, 2, 1]);
  expect(joined({ items: hits(2, 1), next: undefined }, page(null)).items).toEqual([]);
  expect(seqsOf(joined({ items: hits(3, 2, 1), next: 'more' }, page(null, 3)).items)).toEqual([3]);
});

it('shows no hit twice when one has moved up', () => {
  expect(seqsOf(joined({ items: hits(5, 4, 3, 2), next: 'after-2' }, page('after-5', 2, 5)).items)).toEqual([2, 5, 4, 3]);
});

it('changes held hits in their places', () => {
  const now = { ...page('x', 9), items: [hit(9), hit(4, 'resolved')] };
  expect(inPlace(hits(5, 4), now).map((one) => [one.seq, one.conversation.state])).toEqual([[5, 'new'], [4, 'resolved']]);
});

it('counts what has come since', () => {
  expect(newer(hits(5, 4), page('x', 7, 6, 5))).toEqual({ count: 2, isMore: false });
  expect(newer(hits(5, 4), page('x', 9, 8, 7))).toEqual({ count: 3, isMore: true });
  expect(newer(hits(5, 4), page(null, 9, 8, 7))).toEqual({ count: 3, isMore: false });
  expect(newer(hits(5, 4), page('x', 5, 4))).toEqual({ count: 0, isMore: false });
});
