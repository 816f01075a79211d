/** What this person must not miss: kept by the server, told over the hub, seen on one device is seen on all. */
import type { Api } from '../api/api';
import type { Told } from '../api/types';
import type { HubLink } from './hub-link';
import { Store } from './store';

export interface NoticeView { face: 'loading' | 'ready' | 'failed'; items: readonly Told[]; unseen: number }

const keptMax = 100;

export class NoticeCenter {
  readonly view = new Store<NoticeView>({ face: 'loading', items: [], unseen: 0 });
  private listener: ((told: Told) => void) | undefined;
  private readonly api: Api;

  constructor(api: Api, link: Pick<HubLink, 'on'>) {
    this.api = api;
    link.on<Told & { unseen: number }>('Notice', ({ unseen, ...told }) => {
      this.view.update((view) => ({
        ...view, unseen, items: [told, ...view.items.filter((one) => one.id !== told.id)].slice(0, keptMax),
      }));
      this.listener?.(told);
    });
    link.on<{ upTo: string; unseen: number }>('NoticesSeen', ({ upTo, unseen }) => {
      this.mark(upTo, unseen);
    });
  }

  /** Whoever shows and sounds what arrives; one at a time. Answers how to stop listening. */
  listen(listener: (told: Told) => void): () => void {
    this.listener = listener;
    return () => {
      if (this.listener === listener) this.listener = undefined;
    };
  }

  async load(): Promise<void> {
    try {
      const { items, unseen } = await this.api.notices();
      this.view.set({ face: 'ready', items, unseen });
    } catch {
      this.view.update((view) => (view.face === 'ready' ? view : { ...view, face: 'failed' }));
    }
  }

  /** Everything that stands here now was looked at. */
  async seeAll(): Promise<void> {
    const newest = this.view.get().items[0]?.id;
    if (newest === undefined || this.view.get().unseen === 0) return;
    try {
      const { unseen } = await this.api.seeNotices(newest);
      this.mark(newest, unseen);
    } catch {
      // Not reachable: they stay unseen, which errs on the right side.
    }
  }

  private mark(upTo: string, unseen: number): void {
    const at = new Date().toISOString();
    this.view.update((view) => ({
      ...view, unseen, items: view.items.map((one) => (one.seenAt || isLater(one.id, upTo) ? one : { ...one, seenAt: at })),
    }));
  }
}

/** Ids are whole numbers, larger than a number here may be. */
function isLater(id: string, other: string): boolean {
  return id.length === other.length ? id > other : id.length > other.length;
}
