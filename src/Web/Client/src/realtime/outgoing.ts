/**
 * Words on their way: from the keypress until the journal shows them. They are shown at once, and called
 * sent only when the journal says so. A command id is kept as long as its words, so trying again can never
 * send twice.
 */
import { newCommandId } from '../api/api';
import type { Api } from '../api/api';
import { Problem, isTransient } from '../api/http';
import type { NewPromise } from '../api/promises';
import type { Attachment, Audience, Entry } from '../api/types';
import { Store } from './store';

export type OutgoingStatus =
  | { kind: 'sending' }
  /** The server took it; the entry with this seq is about to arrive. */
  | { kind: 'kept'; seq: number }
  | { kind: 'unreachable' }
  | { kind: 'newerMessage'; entry: Entry | undefined }
  | { kind: 'ownedByOther'; owner: string | undefined }
  | { kind: 'refused'; slug: string };

export interface Outgoing {
  /** The command id, which becomes the reply's id. */
  id: string;
  conversationId: string;
  kind: 'reply' | 'note';
  text: string;
  /** What the server puts at its end. */
  signature?: string;
  audience: Audience | undefined;
  /** Ids of the colleagues a note speaks to. */
  mentions: readonly string[];
  /** The files that go along. */
  attachments: readonly Attachment[];
  /** Words given to the customer in it. */
  promises: readonly NewPromise[];
  /** Ids of the promises that it keeps. */
  keeps: readonly string[];
  seenSeq: number;
  sendAnyway: boolean;
  at: number;
  status: OutgoingStatus;
}

export interface NewWords {
  conversationId: string;
  kind: 'reply' | 'note';
  text: string;
  signature?: string;
  audience: Audience | undefined;
  mentions?: readonly string[];
  attachments?: readonly Attachment[];
  promises?: readonly NewPromise[];
  keeps?: readonly string[];
  seenSeq: number;
}

/** The undo window, held by the server. */
const holdSeconds = 5;

/** The words as they will go out: the server adds the sign-off, in public behind them, else under them; once. */
export function asSent({ text, signature = '', audience }: Pick<Outgoing, 'text' | 'signature' | 'audience'>): string {
  const words = text.trimEnd();
  return signature === '' || words === '' || words.endsWith(signature) ? text : `${words}${audience === 'public' ? ' ' : '\n\n'}${signature}`;
}

export class OutgoingWords {
  readonly all = new Store<readonly Outgoing[]>([]);
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  /** Shows the words and sends them; answers whether the server has kept them. */
  send(words: NewWords): Promise<boolean> {
    const outgoing: Outgoing = {
      mentions: [], attachments: [], promises: [], keeps: [], ...words, id: newCommandId(), sendAnyway: false, at: this.api.http.now(), status: { kind: 'sending' },
    };
    this.all.update((all) => [...all, outgoing]);
    return this.post(outgoing);
  }

  /** The same words under the same id: if they were kept the first time, nothing happens twice. */
  tryAgain(id: string): Promise<boolean> {
    const outgoing = this.find(id);
    return outgoing ? this.post(outgoing) : Promise.resolve(false);
  }

  /** The author was told what changed and sends all the same. The refused command stored nothing; its id is free. */
  sendAnyway(id: string): Promise<boolean> {
    const outgoing = this.find(id);
    return outgoing ? this.post({ ...outgoing, sendAnyway: true }) : Promise.resolve(false);
  }

  /** Takes words that never left out of the thread, to be edited or dropped. */
  take(id: string): Outgoing | undefined {
    const outgoing = this.find(id);
    this.all.update((all) => all.filter((one) => one.id !== id));
    return outgoing;
  }

  /** What the journal now shows itself need not be echoed any longer. */
  settle(conversationId: string, entries: readonly Entry[]): void {
    const all = this.all.get();
    if (!all.some((one) => one.conversationId === conversationId)) return;
    const replyIds = new Set(entries.map((entry) => entry.data.replyId));
    const lastSeq = entries.at(-1)?.seq ?? 0;
    const isShown = (one: Outgoing) => one.conversationId === conversationId
      && ((one.kind === 'reply' && replyIds.has(one.id)) || (one.status.kind === 'kept' && one.status.seq <= lastSeq));
    const left = all.filter((one) => !isShown(one));
    if (left.length !== all.length) this.all.set(left);
  }

  private find(id: string): Outgoing | undefined {
    return this.all.get().find((one) => one.id === id);
  }

  private async post(outgoing: Outgoing): Promise<boolean> {
    this.put({ ...outgoing, status: { kind: 'sending' } });
    try {
      const { seq } = outgoing.kind === 'note'
        ? await this.api.addNote(outgoing.conversationId, outgoing.id, outgoing.text, outgoing.mentions)
        : await this.api.reply(outgoing.conversationId, {
          id: outgoing.id,
          ...(outgoing.text === '' ? {} : { text: outgoing.text }),
          seenSeq: outgoing.seenSeq,
          holdSeconds,
          ...(outgoing.audience ? { audience: outgoing.audience } : {}),
          ...(outgoing.attachments.length > 0 ? { attachments: outgoing.attachments.map((one) => one.id) } : {}),
          ...(outgoing.promises.length > 0 ? { promises: [...outgoing.promises] } : {}),
          ...(outgoing.keeps.length > 0 ? { keeps: [...outgoing.keeps] } : {}),
          ...(outgoing.sendAnyway ? { sendAnyway: true } : {}),
        });
      this.put({ ...outgoing, status: { kind: 'kept', seq } });
      return true;
    } catch (error) {
      this.put({ ...outgoing, status: statusOf(error) });
      return false;
    }
  }

  private put(outgoing: Outgoing): void {
    this.all.update((all) => all.map((one) => (one.id === outgoing.id ? outgoing : one)));
  }
}

function statusOf(error: unknown): OutgoingStatus {
  // A session that ended took nothing away: after signing in the same words can be sent again.
  if (isTransient(error) || !(error instanceof Problem) || error.status === 401) return { kind: 'unreachable' };
  if (error.slug === 'newer-message') return { kind: 'newerMessage', entry: error.entry };
  if (error.slug === 'owned-by-other') return { kind: 'ownedByOther', owner: error.owner };
  return { kind: 'refused', slug: error.slug };
}
