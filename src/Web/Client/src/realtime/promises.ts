/** Words given to customers: of the open conversation, and those this person must keep. Read again when an entry or a notice tells that something changed. */
import type { Api } from '../api/api';
import type { Entry, GivenPromise, Told } from '../api/types';
import type { EntriesEvent } from './apply-event';
import type { HubLink } from './hub-link';
import { Store } from './store';

export interface PromisesOf { face: 'loading' | 'ready' | 'failed'; items: readonly GivenPromise[] }

/** How many conversations are remembered. */
const keptMax = 20;
/** Several entries of one commit, or of one moment, are one reading. */
const gatherMs = 150;

export class Promises {
  /** What this person has to keep: for the count in the rail. */
  readonly toKeep = new Store<{ open: number; broken: number } | undefined>(undefined);
  /** The conversation in which something is about to be promised. */
  readonly making = new Store<string | undefined>(undefined);
  private readonly held = new Map<string, Store<PromisesOf>>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly api: Api;

  constructor(api: Api, link: Pick<HubLink, 'on'>) {
    this.api = api;
    link.on<EntriesEvent>('Entries', ({ conversationId, entries }) => {
      if (!entries.some(isOfPromise)) return;
      if (this.held.has(conversationId)) this.soon(conversationId, () => void this.load(conversationId));
      this.soon('', () => void this.count());
    });
    link.on<Told>('Notice', ({ kind }) => {
      if (kind.startsWith('promise')) this.soon('', () => void this.count());
    });
  }

  of(id: string): Store<PromisesOf> {
    const known = this.held.get(id);
    if (known) return known;
    const store = new Store<PromisesOf>({ face: 'loading', items: [] });
    this.held.set(id, store);
    const oldest = [...this.held.keys()][0];
    if (this.held.size > keptMax && oldest !== undefined) this.held.delete(oldest);
    void this.load(id);
    return store;
  }

  async load(id: string): Promise<void> {
    try {
      const items = await this.api.promises.listOf(id);
      this.held.get(id)?.set({ face: 'ready', items });
    } catch {
      this.held.get(id)?.update((view) => ({ ...view, face: view.face === 'ready' ? 'ready' : 'failed' }));
    }
  }

  /** After a lost line: nobody told what changed meanwhile. */
  async count(): Promise<void> {
    try {
      this.toKeep.set((await this.api.promises.list('mine', 'open')).mine);
    } catch {
      // The count stays what it was; the next change asks again.
    }
  }

  reload(): void {
    for (const id of this.held.keys()) void this.load(id);
    void this.count();
  }

  private soon(key: string, run: () => void): void {
    if (this.timers.has(key)) return;
    this.timers.set(key, setTimeout(() => {
      this.timers.delete(key);
      run();
    }, gatherMs));
  }
}

function isOfPromise({ kind }: Entry): boolean {
  return kind.startsWith('promise') || kind === 'replyCancelled' || kind === 'claimed' || kind === 'assigned' || kind === 'released';
}
