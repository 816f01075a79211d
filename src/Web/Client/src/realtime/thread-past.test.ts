import { describe, expect, it } from 'vitest';
import type { Api } from '../api/api';
import type { ConversationPage, EntriesPage, Entry, Summary } from '../api/types';
import type { HubLink } from './hub-link';
import { LiveThreads } from './live-threads';
import { holds, shownAt } from './thread-past';

const entry = (seq: number): Entry => ({
  seq, at: '2026-11-22T10:00:00Z', kind: 'messageReceived', actor: { kind: 'customer', id: 'u', name: 'Ana' }, data: { text: String(seq) },
});
const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** A server of one conversation with `head` entries; `fails` says which page does not come. */
function world(head: number) {
  const journal = run(1, head).map(entry);
  const handlers = new Map<string, (payload: unknown) => void>();
  const calls: string[] = [];
  const state = { fails: false, gate: Promise.resolve() };
  const api = {
    conversation: (id: string) => Promise.resolve<ConversationPage>({ ...({ id, head: journal.length, state: 'new' } as Summary), entries: journal.slice(-50) }),
    entries: async (_id: string, after: number, limit: number): Promise<EntriesPage> => {
      calls.push(`${String(after)}+${String(limit)}`);
      const { fails } = state;
      await state.gate;
      if (fails) throw new Error('gone');
      return { entries: journal.slice(after, after + limit), head: journal.length };
    },
  };
  const link = {
    isConnected: true,
    on: (method: string, handler: (payload: unknown) => void) => handlers.set(method, handler),
    invoke: () => Promise.resolve({ head: journal.length, from: journal.length + 1 }),
    hint: () => undefined,
  };
  const threads = new LiveThreads(api as unknown as Api, link as unknown as HubLink, () => undefined);
  threads.watch('c');
  const view = () => threads.view('c').get();
  const seqs = (at?: number) => (shownAt(view(), at) ?? view()).state.entries.map((one) => one.seq);
  const arrive = () => {
    const next = entry(journal.length + 1);
    journal.push(next);
    handlers.get('Entries')?.({ conversationId: 'c', entries: [next] });
  };
  return { threads, calls, state, view, seqs, arrive };
}

const settled = () => new Promise((resolve) => { setTimeout(resolve); });

describe('a stretch of the past', () => {
  it('costs one page of entries, however deep it lies', async () => {
    for (const [head, at] of [[10_000, 30], [10_000, 5_000], [100_000, 5_000]] as const) {
      const { threads, calls, seqs } = world(head);
      await settled();
      await threads.show('c', at);
      expect(calls).toEqual([`${String(Math.max(0, at - 51))}+100`]);
      expect(seqs(at)).toContain(at);
      expect(seqs()).toEqual(run(head - 49, head));
    }
  });

  it('grows in both directions without a gap', async () => {
    const { threads, seqs } = world(10_000);
    await settled();
    await threads.show('c', 5_000);
    await threads.loadEarlier('c');
    await threads.loadLater('c');
    expect(seqs(5_000)).toEqual(run(4_850, 5_149));
  });

  it('becomes one with the live end when it reaches it, and goes on being live', async () => {
    const { threads, view, seqs, arrive } = world(400);
    await settled();
    await threads.show('c', 200);
    await threads.loadLater('c');
    expect(view().past).toBeDefined();
    arrive();
    await threads.loadLater('c');
    expect(view().past).toBeUndefined();
    arrive();
    expect(seqs(200)).toEqual(run(150, 402));
    await threads.loadEarlier('c');
    expect(seqs(200)[0]).toBe(50);
  });

  it('joins at once when it lies next to the live end, whichever was read first', async () => {
    const late = world(120);
    const showing = late.threads.show('c', 60);
    await settled();
    await showing;
    expect(late.seqs(60)).toEqual(run(10, 120));
    expect(late.view().past).toBeUndefined();

    const early = world(120);
    await settled();
    await early.threads.show('c', 60);
    expect(early.seqs(60)).toEqual(run(10, 120));
  });

  it('leaves what arrives to the live end', async () => {
    const { threads, seqs, arrive } = world(1_000);
    await settled();
    await threads.show('c', 100);
    arrive();
    expect(seqs(100).at(-1)).toBe(149);
    expect(seqs().at(-1)).toBe(1_001);
  });

  it('is not read for what is held already, nor for what does not exist', async () => {
    const { threads, calls, view } = world(1_000);
    await settled();
    await threads.show('c', 980);
    await threads.show('c', 5_000);
    expect(calls).toEqual([]);
    expect(holds(view(), 980)).toBe(true);
    expect(holds(view(), 20)).toBe(false);
  });

  it('says when it could not be read, and is read when asked again', async () => {
    const { threads, state, view, seqs } = world(1_000);
    await settled();
    state.fails = true;
    await threads.show('c', 100);
    expect(view().past?.face).toBe('failed');
    state.fails = false;
    await threads.show('c', 100);
    state.fails = true;
    await threads.loadLater('c');
    expect(view().past?.later).toBe('failed');
    state.fails = false;
    await threads.loadLater('c');
    expect(seqs(100).at(-1)).toBe(249);
  });

  it('belongs to the entry asked for last', async () => {
    const { threads, state, seqs } = world(10_000);
    await settled();
    let answer: () => void = () => undefined;
    state.gate = new Promise((open) => { answer = open; });
    const slow = threads.show('c', 100);
    state.gate = Promise.resolve();
    await threads.show('c', 9_000);
    answer();
    await slow;
    expect(seqs(9_000)).toContain(9_000);
    expect(seqs(100)).toEqual(run(9_951, 10_000));
  });
});
