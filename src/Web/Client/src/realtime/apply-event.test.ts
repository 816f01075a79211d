import { describe, expect, it } from 'vitest';
import { applyEntries, applyListDelta, prependEntries } from './apply-event';
import type { EntriesEvent, ListDelta, ListState, ThreadState } from './apply-event';

interface Golden {
  kind: 'list' | 'conversation';
  about: string;
  before: unknown;
  events: unknown[];
  after: unknown;
  outcomes: string[];
}

const files = import.meta.glob<Golden>('../../../../../tests/Golden/hub/*.json', { eager: true, import: 'default' });

describe('the snapshot law', () => {
  it('has golden files to hold', () => {
    expect(Object.keys(files).length).toBeGreaterThanOrEqual(5);
  });

  for (const [path, golden] of Object.entries(files)) {
    it(`holds for ${path.split('/').pop() ?? path}: ${golden.about}`, () => {
      const { after, outcomes } = golden.kind === 'list' ? runList(golden) : runConversation(golden);
      expect(outcomes).toEqual(golden.outcomes);
      expect(after).toEqual(golden.after);
    });
  }
});

describe('prependEntries', () => {
  const entry = (seq: number) => ({ seq, at: '', kind: 'noteAdded', actor: { kind: 'system' as const, id: '' }, data: {} });

  it('puts earlier entries before the held ones when they join without a gap', () => {
    const held = { conversationId: 'a', entries: [entry(5), entry(6)] };
    expect(prependEntries(held, [entry(3), entry(4), entry(5)]).entries.map((one) => one.seq)).toEqual([3, 4, 5, 6]);
  });

  it('takes nothing that would leave a gap', () => {
    const held = { conversationId: 'a', entries: [entry(5)] };
    expect(prependEntries(held, [entry(2), entry(3)])).toBe(held);
  });
});

function runList(golden: Golden) {
  let state = golden.before as ListState;
  const outcomes = golden.events.map((event) => {
    const applied = applyListDelta(state, event as ListDelta);
    state = applied.state;
    return applied.outcome;
  });
  return { after: state, outcomes };
}

function runConversation(golden: Golden) {
  let state = golden.before as ThreadState;
  const outcomes = golden.events.map((event) => {
    const applied = applyEntries(state, event as EntriesEvent);
    state = applied.state;
    return applied.outcome;
  });
  return { after: state, outcomes };
}
