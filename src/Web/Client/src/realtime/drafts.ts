/**
 * Unsent words, one draft per conversation. They live in this browser tab first, so that a lost line or a walk to
 * another conversation loses nothing, and with the server second, so that every device of the same person goes on
 * where the other stopped. Storage that is full or forbidden only costs the reload; the words stay in memory.
 */
import type { Audience } from '../api/types';
import { Store } from './store';

export type ComposerMode = Audience | 'note';
/** No mode: whatever the conversation usually takes. */
export interface Draft {
  text: string;
  mode: ComposerMode | undefined;
  /** Only the first words are known yet; the rest is read when the conversation is opened. */
  isExcerpt?: boolean;
}

export class Drafts {
  readonly all: Store<ReadonlyMap<string, Draft>>;
  /** Called with every change made here, for whoever carries it to the server. */
  onWritten: ((conversationId: string) => void) | undefined;
  private readonly key: string;

  constructor(employeeId: string) {
    this.key = `drafts.${employeeId}`;
    this.all = new Store(this.read());
  }

  get(conversationId: string): Draft | undefined {
    return this.all.get().get(conversationId);
  }

  put(conversationId: string, draft: Draft | undefined): void {
    this.learn(conversationId, draft);
    this.onWritten?.(conversationId);
  }

  /** What the server or another device says; it needs not be told back. */
  learn(conversationId: string, draft: Draft | undefined): void {
    const next = new Map(this.all.get());
    if (draft && draft.text !== '') next.set(conversationId, draft);
    else next.delete(conversationId);
    this.all.set(next);
    try {
      sessionStorage.setItem(this.key, JSON.stringify([...next].filter(([, one]) => one.isExcerpt !== true)));
    } catch {
      // Full or forbidden storage: the draft still lives in memory.
    }
  }

  forgetAll(): void {
    this.all.set(new Map());
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Nothing was stored where nothing can be removed.
    }
  }

  private read(): ReadonlyMap<string, Draft> {
    try {
      const stored = JSON.parse(sessionStorage.getItem(this.key) ?? '[]') as unknown;
      return new Map(Array.isArray(stored) ? (stored as [string, Draft][]) : []);
    } catch {
      return new Map();
    }
  }
}
