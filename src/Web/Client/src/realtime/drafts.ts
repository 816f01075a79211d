/**
 * Unsent words, one draft per conversation. They live in this browser tab first, so that a lost line or a walk to
 * another conversation loses nothing, and with the server second, so that every device of the same person goes on
 * where the other stopped. Storage that is full or forbidden only costs the reload; the words stay in memory.
 */
import type { Attachment, Audience } from '../api/types';
import { Store } from './store';

/** Of one reply. */
export const attachmentsMax = 10;

export type ComposerMode = Audience | 'note';
/** No mode: whatever the conversation usually takes. */
export interface Draft {
  text: string;
  mode: ComposerMode | undefined;
  /** What goes along with a reply. */
  files?: readonly Attachment[];
  /** A colleague whose words were laid down here, and those words. */
  from?: { name: string; text: string };
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
    if (draft && !isEmpty(draft)) next.set(conversationId, draft);
    else next.delete(conversationId);
    this.all.set(next);
    try {
      sessionStorage.setItem(this.key, JSON.stringify([...next].filter(([, one]) => one.isExcerpt !== true)));
    } catch {
      // Full or forbidden storage: the draft still lives in memory.
    }
  }

  /** Changes what goes along; the words stay. */
  putFiles(conversationId: string, change: (files: readonly Attachment[]) => readonly Attachment[]): void {
    const draft = this.get(conversationId) ?? { text: '', mode: undefined };
    this.put(conversationId, { ...draft, files: change(draft.files ?? []) });
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

/** Whose words they still are: a colleague's, for as long as hers stand in them as she wrote them. */
export function authorOf(draft: Draft | undefined): string | undefined {
  return draft?.from !== undefined && draft.text.includes(draft.from.text) ? draft.from.name : undefined;
}

/** Of one whose first words only are known, it is known that there is something. */
function isEmpty({ text, files, isExcerpt }: Draft): boolean {
  return text === '' && (files ?? []).length === 0 && isExcerpt !== true;
}
