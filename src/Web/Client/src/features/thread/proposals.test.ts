import { expect, test } from 'vitest';
import type { Entry } from '../../api/types';
import { openProposals } from './proposals';

const entry = (seq: number, kind: string, by: string, data: Entry['data'] = {}): Entry =>
  ({ seq, at: '2026-11-22T10:00:00Z', kind, actor: { kind: 'employee', id: by, name: by }, data });

test('Proposed words are open until they are sent, given back, replaced, or the conversation is done', () => {
  const entries = [
    entry(1, 'draftProposed', 'nora'), entry(2, 'draftProposed', 'nora'), entry(3, 'draftProposed', 'omar'), entry(4, 'draftProposed', 'lea'),
    entry(5, 'replyQueued', 'mara', { proposalSeq: 3 }), entry(6, 'draftGivenBack', 'mara', { proposalSeq: 4, text: 'Say sorry first.' }),
  ];
  expect([...openProposals(entries)]).toEqual([2]);
  expect([...openProposals([...entries, entry(7, 'stateChanged', 'mara', { from: 'owned', to: 'resolved' })])]).toEqual([]);
  expect([...openProposals([...entries, entry(7, 'replyQueued', 'mara')])]).toEqual([2]);
});
