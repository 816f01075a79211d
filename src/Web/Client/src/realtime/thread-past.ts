/**
 * A stretch of a thread's past, read apart from its live end: where a search hit or a link leads. It costs two pages wherever it lies, grows
 * in both directions, and becomes one with the live end when it reaches it.
 */
import type { Api } from '../api/api';
import type { Entry } from '../api/types';
import { appendEntries, firstSeq, lastSeq, prependEntries } from './apply-event';
import type { ThreadState } from './apply-event';
import type { ThreadView } from './live-threads';
import type { Store } from './store';

export type Growing = 'none' | 'idle' | 'loading' | 'failed';

export interface Past {
  face: 'loading' | 'ready' | 'failed';
  /** The entry that was asked for. */
  seq: number;
  state: ThreadState;
  earlier: Growing;
  later: Growing;
}

const page = 100;
const before = page / 2;

export class ThreadPast {
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  /** Reads what stands around an entry, if it is not held. */
  async show(id: string, seq: number, view: Store<ThreadView>): Promise<void> {
    if (holds(view.get(), seq)) return;
    view.update((held) => ({ ...held, past: unread(id, seq) }));
    try {
      const { entries } = await this.api.entries(id, Math.max(0, seq - 1 - before), page);
      // The live end may have been read meanwhile, and hold it.
      view.update((held) => (held.past?.seq !== seq || held.past.face === 'ready' ? held : holds({ ...held, past: undefined }, seq)
        ? { ...held, past: undefined }
        : joined({ ...held, past: read({ ...held.past, face: 'ready', state: { conversationId: id, entries } }) })));
    } catch {
      view.update((held) => (held.past?.seq === seq ? { ...held, past: { ...held.past, face: 'failed' } } : held));
    }
  }

  async loadEarlier(id: string, view: Store<ThreadView>): Promise<void> {
    const first = firstSeq(view.get().past?.state);
    if (first === undefined || first <= 1 || view.get().past?.earlier === 'loading') return;
    const after = Math.max(0, first - 1 - page);
    await this.grow('earlier', view, () => this.api.entries(id, after, first - 1 - after), prependEntries);
  }

  async loadLater(id: string, view: Store<ThreadView>): Promise<void> {
    const { past } = view.get();
    if (past?.face !== 'ready' || past.later === 'loading') return;
    await this.grow('later', view, () => this.api.entries(id, lastSeq(past.state), page), appendEntries);
  }

  private async grow(
    side: 'earlier' | 'later', view: Store<ThreadView>, ask: () => Promise<{ entries: Entry[] }>,
    put: (state: ThreadState, entries: readonly Entry[]) => ThreadState,
  ): Promise<void> {
    const set = (change: (past: Past) => Past) => {
      view.update((held) => (held.past?.face === 'ready' ? joined({ ...held, past: change(held.past) }) : held));
    };
    set((past) => ({ ...past, [side]: 'loading' }));
    try {
      const { entries } = await ask();
      set((past) => read({ ...past, [side]: 'idle', state: put(past.state, entries) }));
    } catch {
      set((past) => ({ ...past, [side]: 'failed' }));
    }
  }
}

/** Whether an entry can be shown. One that does not exist stands behind the last. */
export function holds({ face, state, past }: ThreadView, seq: number): boolean {
  const first = firstSeq(state);
  return (face === 'ready' && (first === undefined || seq >= first)) || isIn(past, seq);
}

/** What is shown to someone who came for that entry: the stretch that holds it, or the live end. */
export function shownAt(view: ThreadView, seq: number | undefined): Past | undefined {
  return seq !== undefined && isIn(view.past, seq) ? view.past : undefined;
}

function isIn(past: Past | undefined, seq: number): boolean {
  return past?.face === 'ready' && seq >= (firstSeq(past.state) ?? Infinity) && seq <= lastSeq(past.state);
}

/** One thread again, as soon as nothing lies between the stretch and the live end. */
export function joined(view: ThreadView): ThreadView {
  const { past, state } = view;
  const first = firstSeq(state);
  if (view.face !== 'ready' || past?.face !== 'ready' || first === undefined || lastSeq(past.state) < first - 1) return view;
  const whole = prependEntries(state, past.state.entries);
  return { ...view, state: whole, earlier: whole === state ? view.earlier : past.earlier, past: undefined };
}

function unread(conversationId: string, seq: number): Past {
  return { face: 'loading', seq, state: { conversationId, entries: [] }, earlier: 'none', later: 'none' };
}

/** What lies further on either side; nothing is being asked for on the side that was just read. */
function read(past: Past): Past {
  const earlier = firstSeq(past.state) === 1 ? 'none' : past.earlier === 'none' ? 'idle' : past.earlier;
  return { ...past, earlier, later: past.later === 'none' ? 'idle' : past.later };
}
