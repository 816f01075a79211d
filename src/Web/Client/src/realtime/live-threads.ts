/** Conversations held by this page: the open one is watched, a few others are kept ready. */
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Summary } from '../api/types';
import { applyEntries, firstSeq, lastSeq, prependEntries } from './apply-event';
import type { EntriesEvent, ThreadState } from './apply-event';
import type { HubLink } from './hub-link';
import { Store } from './store';
import { applyToSummary, laterSummary } from './summary-of-entries';
import { joined, ThreadPast } from './thread-past';
import type { Growing, Past } from './thread-past';

export interface ThreadView {
  face: 'loading' | 'ready' | 'failed' | 'denied' | 'missing';
  state: ThreadState;
  summary: Summary | undefined;
  /** How the entries before the first held one are doing. */
  earlier: Growing;
  /** Where a search hit or a link leads, while that is far from the end. */
  past: Past | undefined;
}

export interface ResumeConversation { id: string; seq: number }

/** Threads kept ready without being watched. */
const keptThreads = 20;
const earlierPage = 100;
const catchUpPage = 500;
/** What is ready is drawn before it is asked for again. */
const openedMs = 100;
/** A changed conversation's row mostly comes with its entries. */
const changedMs = 300;
/** More missing than this: the thread is read anew from its end instead of page by page. */
const catchUpMax = 2_000;

interface Held {
  view: Store<ThreadView>;
  watchers: number;
  isRepairing: boolean;
  /** The entry up to which the server itself told the summary, by a row or an answer. */
  toldHead: number;
  /** The entry as of which the summary is wanted once the timer has run out. */
  wantedHead: number;
  summaryTimer: ReturnType<typeof setTimeout> | undefined;
}

export class LiveThreads {
  private readonly held = new Map<string, Held>();
  private readonly api: Api;
  private readonly link: HubLink;
  private readonly nameOf: (id: string) => string | undefined;
  private readonly past: ThreadPast;

  constructor(api: Api, link: HubLink, nameOf: (id: string) => string | undefined) {
    this.api = api;
    this.link = link;
    this.nameOf = nameOf;
    this.past = new ThreadPast(api);
    link.on<EntriesEvent>('Entries', (event) => {
      this.receive(event);
    });
    link.on<Record<string, number>>('Heads', (heads) => {
      for (const [id, head] of Object.entries(heads)) {
        const held = this.held.get(id);
        if (held && held.view.get().face === 'ready' && lastSeq(held.view.get().state) < head) void this.repair(id, held);
      }
    });
  }

  view(id: string): Store<ThreadView> {
    return this.hold(id).view;
  }

  /** Reads a conversation before anybody asks for it, so that it is there at once. */
  prefetch(id: string): void {
    const held = this.hold(id);
    if (held.view.get().face === 'loading') void this.load(id, held);
  }

  watch(id: string): () => void {
    const held = this.hold(id);
    held.watchers += 1;
    if (held.watchers === 1) void this.open(id, held);
    return () => {
      held.watchers -= 1;
      if (held.watchers === 0) {
        this.link.hint('UnwatchConversation', id);
        this.trim();
      }
    };
  }

  retry(id: string): void {
    const held = this.hold(id);
    held.view.update((view) => ({ ...view, face: 'loading' }));
    void this.open(id, held);
  }

  /** Holds the thread at an entry: reads what stands around it, however far from the end that is. */
  show(id: string, seq: number): Promise<void> {
    return this.past.show(id, seq, this.hold(id).view);
  }

  /** Nobody looks at a stretch of the past any more. */
  leavePast(id: string): void {
    this.hold(id).view.update((view) => (view.past ? { ...view, past: undefined } : view));
  }

  loadLater(id: string): Promise<void> {
    return this.past.loadLater(id, this.hold(id).view);
  }

  async loadEarlier(id: string): Promise<void> {
    const held = this.hold(id);
    if (held.view.get().past) {
      await this.past.loadEarlier(id, held.view);
      return;
    }
    const first = firstSeq(held.view.get().state);
    const { earlier } = held.view.get();
    if (first === undefined || first <= 1 || earlier === 'loading') return;
    held.view.update((view) => ({ ...view, earlier: 'loading' }));
    try {
      const after = Math.max(0, first - 1 - earlierPage);
      const page = await this.api.entries(id, after, first - 1 - after);
      held.view.update((view) => ready({ ...view, state: prependEntries(view.state, page.entries) }));
    } catch {
      held.view.update((view) => ({ ...view, earlier: 'failed' }));
    }
  }

  /** What the rows of the list say of conversations that are held. */
  learnRows(rows: readonly Summary[]): void {
    for (const row of rows) {
      const held = this.held.get(row.id);
      if (!held) continue;
      held.toldHead = Math.max(held.toldHead, row.head);
      held.view.update((view) => {
        const summary = laterSummary(view.summary, row);
        return summary === view.summary ? view : { ...view, summary };
      });
    }
  }

  resumeTokens(): ResumeConversation[] {
    return [...this.held]
      .filter(([, held]) => held.watchers > 0 && held.view.get().face === 'ready')
      .map(([id, held]) => ({ id, seq: lastSeq(held.view.get().state) }));
  }

  /** After a new connect: what could not be resumed, because it was never loaded, is opened now. */
  async resumed(): Promise<void> {
    for (const [id, held] of this.held) {
      if (held.watchers === 0) continue;
      if (held.view.get().face === 'ready') this.refreshSummary(id, held, 0);
      else await this.open(id, held);
    }
  }

  /** The hub knows nothing of this page any more: every open conversation is watched anew. */
  async watchAgain(): Promise<void> {
    for (const [id, held] of this.held) {
      if (held.watchers > 0) await this.open(id, held);
    }
  }

  private async open(id: string, held: Held): Promise<void> {
    if (held.view.get().face !== 'ready') await this.load(id, held);
    else this.refreshSummary(id, held, openedMs, lastSeq(held.view.get().state));
    if (held.view.get().face !== 'ready' || held.watchers === 0 || !this.link.isConnected) return;
    try {
      const { head } = await this.link.invoke<{ head: number; from: number }>(
        'WatchConversation', id, lastSeq(held.view.get().state),
      );
      if (head - lastSeq(held.view.get().state) > catchUpPage) await this.repair(id, held);
    } catch {
      // The next connect resumes it; until then the thread stands as it was read, and the light says so.
      if (this.link.isConnected) this.link.hint('WatchConversation', id, lastSeq(held.view.get().state));
    }
  }

  private async load(id: string, held: Held): Promise<void> {
    try {
      const { entries, ...summary } = await this.api.conversation(id);
      held.toldHead = Math.max(held.toldHead, summary.head);
      held.view.update((view) => {
        const read = { conversationId: id, entries };
        const state = view.face === 'ready' ? applyEntries(view.state, read).state : read;
        return joined(ready({ ...view, face: 'ready', state, summary: laterSummary(view.summary, summary) }));
      });
    } catch (error) {
      const status = error instanceof Problem ? error.status : 0;
      const face = status === 403 ? 'denied' : status === 404 ? 'missing' : 'failed';
      held.view.update((view) => (view.face === 'ready' ? view : { ...view, face }));
    }
  }

  private receive(event: EntriesEvent): void {
    const held = this.held.get(event.conversationId);
    if (held?.view.get().face !== 'ready') return;
    this.take(held, event.conversationId, event);
  }

  private take(held: Held, id: string, event: EntriesEvent): void {
    const before = held.view.get();
    const applied = applyEntries(before.state, event);
    if (applied.state !== before.state) {
      const added = applied.state.entries.slice(before.state.entries.length);
      const summary = before.summary && added.reduce((told, entry) => applyToSummary(told, entry, this.nameOf), before.summary);
      held.view.set({ ...before, state: applied.state, summary });
      this.refreshSummary(id, held, changedMs, lastSeq(applied.state));
    }
    if (applied.outcome === 'hole') void this.repair(id, held);
  }

  /** Reads what is missing by REST: the cursor read from the store is the truth, the push was a hint. */
  private async repair(id: string, held: Held): Promise<void> {
    if (held.isRepairing) return;
    held.isRepairing = true;
    try {
      for (let read = 0; ; ) {
        const page = await this.api.entries(id, lastSeq(held.view.get().state), catchUpPage);
        read += page.entries.length;
        if (page.head - lastSeq(held.view.get().state) > catchUpMax || read > catchUpMax) {
          held.view.update((view) => ({ ...view, state: { conversationId: id, entries: [] }, face: 'loading' }));
          await this.load(id, held);
          return;
        }
        this.take(held, id, { conversationId: id, entries: page.entries });
        if (page.entries.length === 0 || lastSeq(held.view.get().state) >= page.head) return;
      }
    } catch {
      // Not reachable now: the next Heads, entry or connect meets the same hole and tries again.
    } finally {
      held.isRepairing = false;
    }
  }

  /** Asks what the summary is, unless the server tells it meanwhile as of the entry `since` or later. */
  private refreshSummary(id: string, held: Held, delayMs: number, since = Infinity): void {
    held.wantedHead = Math.max(held.wantedHead, since);
    held.summaryTimer ??= setTimeout(() => {
      const { toldHead, wantedHead } = held;
      held.summaryTimer = undefined;
      held.wantedHead = 0;
      if (toldHead < wantedHead) void this.load(id, held);
    }, delayMs);
  }

  private hold(id: string): Held {
    const known = this.held.get(id);
    if (known) {
      this.held.delete(id);
      this.held.set(id, known);
      return known;
    }
    const empty: ThreadView = {
      face: 'loading', state: { conversationId: id, entries: [] }, summary: undefined, earlier: 'none', past: undefined,
    };
    const held: Held = { view: new Store(empty), watchers: 0, isRepairing: false, toldHead: 0, wantedHead: 0, summaryTimer: undefined };
    this.held.set(id, held);
    return held;
  }

  private trim(): void {
    for (const [id, held] of this.held) {
      if (this.held.size <= keptThreads) return;
      if (held.watchers === 0) this.held.delete(id);
    }
  }
}

function ready(view: ThreadView): ThreadView {
  const first = firstSeq(view.state);
  return { ...view, earlier: first !== undefined && first > 1 ? 'idle' : 'none' };
}
