import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../api/api';
import type { ConversationPage, EntriesPage, Entry, Summary } from '../api/types';
import type { HubLink } from './hub-link';
import { LiveThreads } from './live-threads';

const entry = (seq: number, kind = 'messageReceived'): Entry => ({
  seq, at: '2026-11-22T10:00:00Z', kind, actor: { kind: 'customer', id: 'u', name: 'Ana' }, data: { text: String(seq) },
});
const upTo = (head: number, from = 1) => Array.from({ length: head - from + 1 }, (_, index) => entry(from + index));

/** A server of one conversation: REST answers from `journal`, the hub pushes what a test says. */
function world(head: number) {
  const journal = upTo(head);
  const handlers = new Map<string, (payload: unknown) => void>();
  const calls: string[] = [];
  const api = {
    conversation: (id: string) => {
      calls.push('conversation');
      const summary = { id, head: journal.length, state: 'new' } as Summary;
      return Promise.resolve<ConversationPage>({ ...summary, entries: journal.slice(-50) });
    },
    entries: (_id: string, after: number, limit: number) => {
      calls.push(`entries after ${String(after)}`);
      return Promise.resolve<EntriesPage>({ entries: journal.slice(after, after + limit), head: journal.length });
    },
  };
  const link = {
    isConnected: true,
    on: (method: string, handler: (payload: unknown) => void) => handlers.set(method, handler),
    invoke: (method: string, ...args: unknown[]) => {
      calls.push(`${method} ${args.join(' ')}`);
      return Promise.resolve({ head: journal.length, from: journal.length + 1 });
    },
    hint: (method: string) => calls.push(method),
  };
  const threads = new LiveThreads(api as unknown as Api, link as unknown as HubLink, () => undefined);
  const seqs = () => threads.view('c').get().state.entries.map((one) => one.seq);
  return { threads, journal, calls, seqs, push: (method: string, payload: unknown) => handlers.get(method)?.(payload) };
}

const settled = () => new Promise((resolve) => { setTimeout(resolve); });

describe('a thread', () => {
  it('is read once and then watched from where it was read', async () => {
    const { threads, calls, seqs } = world(3);
    threads.watch('c');
    await settled();
    expect(seqs()).toEqual([1, 2, 3]);
    expect(calls.slice(0, 2)).toEqual(['conversation', 'WatchConversation c 3']);
  });

  it('takes what is pushed in order', async () => {
    const { threads, seqs, push } = world(2);
    threads.watch('c');
    await settled();
    push('Entries', { conversationId: 'c', entries: [entry(2), entry(3)] });
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it('reads what is missing when a push leaves a hole', async () => {
    const { threads, journal, calls, seqs, push } = world(2);
    threads.watch('c');
    await settled();
    journal.push(...upTo(5, 3));
    push('Entries', { conversationId: 'c', entries: [entry(5)] });
    await settled();
    expect(calls).toContain('entries after 2');
    expect(seqs()).toEqual([1, 2, 3, 4, 5]);
  });

  it('reads what is missing when the heads say that something was never pushed', async () => {
    const { threads, journal, seqs, push } = world(2);
    threads.watch('c');
    await settled();
    journal.push(entry(3));
    push('Heads', { c: 3 });
    await settled();
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it('is read anew from its end when too much is missing', async () => {
    const { threads, journal, seqs, push } = world(2);
    threads.watch('c');
    await settled();
    journal.push(...upTo(4_000, 3));
    push('Heads', { c: 4_000 });
    await settled();
    expect(seqs()).toEqual(upTo(4_000, 3_951).map((one) => one.seq));
  });

  it('grows upwards by REST without a gap', async () => {
    const { threads, seqs } = world(120);
    threads.watch('c');
    await settled();
    expect(seqs()[0]).toBe(71);
    await threads.loadEarlier('c');
    expect(seqs()).toEqual(upTo(120).map((one) => one.seq));
    expect(threads.view('c').get().earlier).toBe('none');
  });
});

describe('the summary of a thread that grows', () => {
  afterEach(() => { vi.useRealTimers(); });

  async function growing() {
    vi.useFakeTimers();
    const one = world(2);
    one.threads.watch('c');
    await vi.advanceTimersByTimeAsync(0);
    one.calls.length = 0;
    const grow = (seq: number) => {
      one.journal.push(entry(seq));
      one.push('Entries', { conversationId: 'c', entries: [entry(seq)] });
    };
    return { ...one, grow };
  }

  it('is asked for once, however many entries came', async () => {
    const { calls, grow } = await growing();
    for (const seq of [3, 4, 5]) {
      grow(seq);
      await vi.advanceTimersByTimeAsync(90);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toEqual(['conversation']);
  });

  it('is not asked for when its row has told it', async () => {
    const { calls, grow, threads } = await growing();
    grow(3);
    threads.learnRows([{ id: 'c', head: 3, state: 'owned' } as Summary]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toEqual([]);
    expect(threads.view('c').get().summary?.state).toBe('owned');
  });

  it('is asked for when the row is older than the last entry', async () => {
    const { calls, grow, threads } = await growing();
    grow(3);
    threads.learnRows([{ id: 'c', head: 3, state: 'owned' } as Summary]);
    grow(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toEqual(['conversation']);
  });
});
