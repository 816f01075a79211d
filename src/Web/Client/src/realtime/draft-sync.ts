/**
 * Carries drafts between this tab and the server. A write names the revision it builds on; when another device
 * wrote since, what was typed here last stands, and what the other device had is offered, so neither is lost.
 */
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Attachment, ServerDraft } from '../api/types';
import type { Draft, Drafts } from './drafts';
import type { HubLink } from './hub-link';

export interface DraftEvent extends ServerDraft { conversationId: string; device?: string | null }

interface Carried {
  /** The revision the words here build on; nothing before the server was asked. */
  revision: number | undefined;
  isDirty: boolean;
  isBusy: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Typing settles this long before it is saved. */
const settleMs = 600;
const againMs = 5_000;

export class DraftSync {
  private onOther: ((conversationId: string, draft: Draft) => void) | undefined;
  private readonly carried = new Map<string, Carried>();
  private readonly device = crypto.randomUUID().slice(0, 18);
  private readonly api: Api;
  private readonly link: Pick<HubLink, 'on' | 'isConnected'>;
  private readonly drafts: Drafts;
  /** All drafts were read since the line is up, and every change since then is told. */
  private isListed = false;

  constructor(api: Api, link: Pick<HubLink, 'on' | 'isConnected'>, drafts: Drafts) {
    this.api = api;
    this.link = link;
    this.drafts = drafts;
    drafts.onWritten = (id) => {
      const carried = this.of(id);
      carried.isDirty = true;
      this.saveLater(id, carried, settleMs);
    };
    link.on<DraftEvent>('DraftChanged', (event) => {
      if (event.device !== this.device) void this.hear(event.conversationId, event);
    });
  }

  /** Told the words of another device that did not become the draft here. Answers how to stop listening. */
  listen(listener: (conversationId: string, draft: Draft) => void): () => void {
    this.onOther = listener;
    return () => {
      if (this.onOther === listener) this.onOther = undefined;
    };
  }

  /** What was read on the line before says nothing of what was written since. */
  beginLine(): void {
    this.isListed = false;
  }

  /** Where there are drafts; their whole words are read when they are opened. */
  async load(): Promise<void> {
    const isOnLine = this.link.isConnected;
    try {
      for (const { conversationId, excerpt } of await this.api.myDrafts()) {
        if (!this.drafts.get(conversationId)) this.drafts.learn(conversationId, { text: excerpt, mode: undefined, isExcerpt: true });
      }
      this.isListed = isOnLine;
    } catch {
      // Not reachable, or not ours to have: the words kept here are there all the same.
    }
  }

  /** The conversation is about to be written in: what another device left there is fetched. */
  async open(id: string): Promise<void> {
    const carried = this.of(id);
    const isKnownEmpty = this.isListed && this.link.isConnected && this.drafts.get(id) === undefined;
    if (carried.isDirty || isKnownEmpty) return;
    try {
      await this.hear(id, await this.api.draft(id));
    } catch {
      if (this.drafts.get(id)?.isExcerpt === true) this.drafts.learn(id, undefined);
    }
  }

  /** The line is back: what could not be saved meanwhile is saved now. */
  flush(): void {
    for (const [id, carried] of this.carried) if (carried.isDirty) this.saveLater(id, carried, 0);
  }

  private async hear(id: string, told: ServerDraft): Promise<void> {
    const carried = this.of(id);
    if (carried.isDirty || carried.isBusy) return;
    const files = told.attachments.length === 0 ? [] : await this.filesOf(id, told);
    // Something may have been typed, or heard, while the files were asked about.
    if (carried.isDirty || carried.isBusy || (told.revision > 0 && told.revision < (carried.revision ?? 0))) return;
    // Words of this tab that the server never had are newer than its nothing.
    const mine = this.drafts.get(id);
    const isOnlyHere = mine !== undefined && mine.isExcerpt !== true && carried.revision === undefined && !isSame(mine, told);
    carried.revision = told.revision;
    if (isOnlyHere) {
      carried.isDirty = true;
      this.saveLater(id, carried, 0);
    } else {
      this.drafts.learn(id, draftOf(told, files));
    }
  }

  private saveLater(id: string, carried: Carried, ms: number): void {
    clearTimeout(carried.timer);
    carried.timer = setTimeout(() => void this.save(id, carried), ms);
  }

  private async save(id: string, carried: Carried): Promise<void> {
    if (carried.isBusy) return;
    carried.isBusy = true;
    carried.isDirty = false;
    const draft = this.drafts.get(id);
    try {
      carried.revision ??= (await this.api.draft(id)).revision;
      const saved = await this.api.saveDraft(id, {
        text: draft?.text ?? '', attachments: (draft?.files ?? []).map((one) => one.id), revision: carried.revision, device: this.device,
        ...(draft?.mode === undefined ? {} : { audience: draft.mode }),
      });
      carried.revision = saved.revision;
    } catch (error) {
      await this.notSaved(id, carried, draft, error);
    } finally {
      carried.isBusy = false;
      if (carried.isDirty) this.saveLater(id, carried, settleMs);
    }
  }

  private async notSaved(id: string, carried: Carried, mine: Draft | undefined, error: unknown): Promise<void> {
    if (error instanceof Problem && error.slug === 'draft-changed') {
      const theirs = error.draft;
      carried.revision = theirs?.revision ?? 0;
      carried.isDirty = true;
      const other = theirs && draftOf(theirs, await this.filesOf(id, theirs));
      if (other && mine && !isWithin(mine, other)) this.onOther?.(id, other);
    } else if (error instanceof Problem && error.slug === 'unknown-attachment') {
      // A file that was kept too long, or went out elsewhere: the words are saved without it.
      const left = await this.filesOf(id, { attachments: (mine?.files ?? []).map((one) => one.id) }, true);
      this.drafts.putFiles(id, (files) => files.filter((one) => left.some((kept) => kept.id === one.id)));
    } else if (!(error instanceof Problem) || error.status >= 500) {
      carried.isDirty = true;
      setTimeout(() => { if (carried.isDirty) this.saveLater(id, carried, 0); }, againMs);
    }
    // Any other "no", such as a conversation that is gone: the words stay in this tab.
  }

  /** What the files of a draft are; one that is gone, or could not be asked about, is left out. */
  private async filesOf(id: string, { attachments }: Pick<ServerDraft, 'attachments'>, isAnew = false): Promise<readonly Attachment[]> {
    const known = isAnew ? [] : this.drafts.get(id)?.files ?? [];
    const files = await Promise.all(attachments.map((one) => known.find((file) => file.id === one) ?? this.api.aboutFile(one).catch(() => undefined)));
    return files.filter((one) => one !== undefined);
  }

  private of(id: string): Carried {
    const known = this.carried.get(id);
    if (known) return known;
    const carried: Carried = { revision: undefined, isDirty: false, isBusy: false, timer: undefined };
    this.carried.set(id, carried);
    return carried;
  }
}

function draftOf({ text, audience, from }: ServerDraft, files: readonly Attachment[]): Draft | undefined {
  if (text === '' && files.length === 0) return undefined;
  return { text, mode: audience, ...(from === undefined ? {} : { from: { name: from, text } }), ...(files.length === 0 ? {} : { files }) };
}

function isSame(mine: Draft, { text, attachments }: ServerDraft): boolean {
  const files = mine.files ?? [];
  return mine.text === text && files.length === attachments.length && files.every((one, at) => one.id === attachments[at]);
}

/** Nothing of the other would be missed. */
function isWithin(mine: Draft, other: Draft): boolean {
  return mine.text.startsWith(other.text) && (other.files ?? []).every((one) => mine.files?.some((kept) => kept.id === one.id));
}
