/** What others changed and this page has read by REST: told without the change itself, so it is read again. */
import type { HubLink } from './hub-link';

export const changeKinds = ['cannedReplies', 'savedFilters', 'labels', 'topics', 'directory', 'replies'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A change for everybody reaches every dashboard at once: each reads at its own moment within this time. */
const spreadMs = 2_000;

export class Changes {
  private readonly listeners = new Map<ChangeKind, Set<() => void>>();
  private readonly waiting = new Map<ChangeKind, ReturnType<typeof setTimeout>>();

  constructor(link: Pick<HubLink, 'on'>) {
    link.on<{ what: string }>('Changed', ({ what }) => {
      const kind = changeKinds.find((one) => one === what);
      if (kind === undefined || this.waiting.has(kind)) return;
      this.waiting.set(kind, setTimeout(() => { this.run(kind); }, Math.random() * spreadMs));
    });
  }

  /** Answers how to stop listening. */
  listen(kind: ChangeKind, listener: () => void): () => void {
    const known = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, known.add(listener));
    return () => { known.delete(listener); };
  }

  /** After a line that was lost nobody knows what was told meanwhile. */
  readAll(): void {
    for (const kind of changeKinds) this.run(kind);
  }

  stop(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private run(kind: ChangeKind): void {
    clearTimeout(this.waiting.get(kind));
    this.waiting.delete(kind);
    for (const listener of [...(this.listeners.get(kind) ?? [])]) listener();
  }
}
