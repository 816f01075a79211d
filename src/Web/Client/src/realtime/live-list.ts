/** The list on screen: a window of the server's list, kept by deltas, asked again when one is missing. */
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Counts, ListSpec, Summary } from '../api/types';
import { applyListDelta } from './apply-event';
import type { ListDelta, ListState } from './apply-event';
import { HubProblem } from './hub-link';
import type { HubLink } from './hub-link';
import { Store } from './store';

export type Face = 'loading' | 'ready' | 'failed' | 'denied';

export interface ListView {
  face: Face;
  spec: ListSpec;
  offset: number;
  items: readonly Summary[];
  total: number;
}

/** Rows held at once; the hub's own bound is 100. */
export const windowSize = 100;

interface ListSnapshot { listId: string; version: number; items: Summary[]; total: number; counts: Counts }

export interface ResumeList { listId: string; version: number; spec: ListSpec; offset: number; size: number }
export interface ResumedList extends Partial<ListSnapshot> { listId: string; snapshot?: ListSnapshot | null }

export class LiveList {
  readonly view = new Store<ListView>({ face: 'loading', spec: { view: 'unattended' }, offset: 0, items: [], total: 0 });
  readonly counts = new Store<Counts | undefined>(undefined);
  /** Every row that was told, so that an open conversation learns what its row says. */
  onRows: ((rows: readonly Summary[]) => void) | undefined;

  private state: ListState | undefined;
  private generation = 0;
  private offsetAsked = 0;
  private isWatching = false;
  private readonly api: Api;
  private readonly link: HubLink;

  constructor(api: Api, link: HubLink) {
    this.api = api;
    this.link = link;
    link.on<ListDelta>('ListDelta', (delta) => {
      this.apply(delta);
    });
  }

  get isWatched(): boolean {
    return this.isWatching;
  }

  watch(spec: ListSpec): void {
    const view = this.view.get();
    if (this.isWatching && sameSpec(view.spec, spec)) return;
    this.isWatching = true;
    this.drop();
    this.offsetAsked = 0;
    this.view.set({ face: 'loading', spec, offset: 0, items: [], total: 0 });
    void this.load();
  }

  retry(): void {
    this.view.update((view) => ({ ...view, face: 'loading' }));
    void this.load();
  }

  /** Slides the window so that the rows on screen lie well inside it. */
  reveal(firstIndex: number, lastIndex: number): void {
    const { offset, total, face } = this.view.get();
    if (face !== 'ready' || total <= windowSize || !this.link.isConnected) return;
    const margin = windowSize / 5;
    const isCovered = (firstIndex - margin >= offset || offset === 0)
      && (lastIndex + margin < offset + windowSize || offset + windowSize >= total);
    if (isCovered) return;
    const middle = Math.floor((firstIndex + lastIndex) / 2);
    const next = Math.max(0, Math.min(total - windowSize, middle - windowSize / 2));
    if (next === this.offsetAsked) return;
    this.offsetAsked = next;
    void this.move(next);
  }

  /** What to hand to Resume; nothing when there is no list to resume. */
  resumeToken(): ResumeList | undefined {
    const { spec, offset } = this.view.get();
    return this.state && { listId: this.state.listId, version: this.state.version, spec, offset, size: windowSize };
  }

  async resumed(answer: ResumedList | undefined): Promise<void> {
    if (!this.isWatching) return;
    const snapshot = answer?.snapshot ?? (answer?.items ? answer : undefined);
    if (isSnapshot(snapshot)) this.takeSnapshot(snapshot, this.view.get().offset);
    else if (!answer || !this.state) await this.loadFromHub(++this.generation);
  }

  private apply(delta: ListDelta): void {
    if (!this.state) return;
    const applied = applyListDelta(this.state, delta);
    if (applied.outcome === 'hole') {
      void this.load();
    } else if (applied.outcome === 'applied') {
      this.onRows?.(delta.upserts);
      this.take(applied.state, this.view.get().offset);
    }
  }

  private async move(offset: number): Promise<void> {
    if (!this.state) return;
    try {
      const answer = await this.link.invoke<ListSnapshot | null>('MoveList', this.state.listId, offset, windowSize);
      if (offset !== this.offsetAsked) return;
      if (answer?.items) this.takeSnapshot(answer, offset);
      else await this.load();
    } catch {
      if (offset === this.offsetAsked) await this.load();
    }
  }

  private async load(): Promise<void> {
    const generation = ++this.generation;
    try {
      if (this.link.isConnected) await this.loadFromHub(generation);
      else await this.loadFromRest(generation);
    } catch (error) {
      if (generation !== this.generation) return;
      const isDenied = (error instanceof Problem && error.status === 403)
        || (error instanceof HubProblem && error.slug === 'forbidden');
      this.view.update((view) => ({ ...view, face: isDenied ? 'denied' : 'failed' }));
    }
  }

  private async loadFromHub(generation: number): Promise<void> {
    const { spec } = this.view.get();
    const offset = this.offsetAsked;
    this.drop();
    const snapshot = await this.link.invoke<ListSnapshot>('WatchList', { ...spec, offset, size: windowSize });
    if (generation === this.generation) this.takeSnapshot(snapshot, offset);
    else this.link.hint('UnwatchList', snapshot.listId);
  }

  /** Without a socket the list is still read, once, so that work can go on; the light says it is not live. */
  private async loadFromRest(generation: number): Promise<void> {
    const { spec } = this.view.get();
    const page = await this.api.list(spec, windowSize);
    if (generation !== this.generation) return;
    this.counts.set(page.counts);
    this.onRows?.(page.items);
    this.view.set({ face: 'ready', spec, offset: 0, items: page.items, total: page.total });
  }

  private take(state: ListState, offset: number): void {
    this.state = state;
    this.counts.set(state.counts);
    this.view.update((view) => ({ ...view, face: 'ready', offset, items: state.items, total: state.total }));
  }

  private takeSnapshot(snapshot: ListSnapshot, offset: number): void {
    this.onRows?.(snapshot.items);
    this.take(
      {
        listId: snapshot.listId, version: snapshot.version, items: snapshot.items,
        total: snapshot.total, counts: snapshot.counts,
      },
      offset,
    );
  }

  private drop(): void {
    if (this.state) this.link.hint('UnwatchList', this.state.listId);
    this.state = undefined;
  }
}

function isSnapshot(told: Partial<ListSnapshot> | undefined): told is ListSnapshot {
  return told?.items !== undefined && told.version !== undefined && told.counts !== undefined && told.total !== undefined;
}

function sameSpec(a: ListSpec, b: ListSpec): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
