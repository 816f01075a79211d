import { Http } from './http';
import { PromiseCalls } from './promises';
import type {
  Attachment, CannedReply, Channel, ClaimAnswer, ConversationPage, Custody, DraftExcerpt, DraftPut, Employee, EntriesPage, HandoverOrder, Intent, Label, ListPage, ListSpec, Preferences,
  Offer, Priority, Queue, ReplyAnswer, ReplyBody, SeqAnswer, ServerDraft, SavedFilter, SearchPage, SearchSpec, Session, ToldPage,
} from './types';

/** Every command is told apart by an id made here, so that sending it twice changes nothing twice. */
export function newCommandId(): string {
  return crypto.randomUUID();
}

const pagesMax = 25;

/** The REST calls of the contract, one method each. */
export class Api {
  readonly http = new Http();
  readonly promises = new PromiseCalls(this.http);

  async readSession(): Promise<Session> {
    return this.keep(await this.http.get<Session>('/session'));
  }

  async signIn(email: string, password: string): Promise<Session> {
    return this.keep(await this.http.post<Session>('/session', { email, password }));
  }

  async signInByLink(token: string): Promise<Session> {
    return this.keep(await this.http.post<Session>('/session/link', { token }));
  }

  async signOut(): Promise<void> {
    await this.http.delete('/session');
    this.http.setCsrfToken(undefined);
  }

  queues(): Promise<Queue[]> {
    return this.all('/queues');
  }

  employees(): Promise<Employee[]> {
    return this.all('/employees');
  }

  channels(): Promise<Channel[]> {
    return this.all('/channels');
  }

  preferences(): Promise<Partial<Preferences>> {
    return this.http.get('/employees/me/preferences');
  }

  savePreferences(preferences: Partial<Preferences>): Promise<unknown> {
    return this.http.patch('/employees/me/preferences', preferences);
  }

  setPresence(intent: Intent): Promise<unknown> {
    return this.http.put('/employees/me/presence', { intent });
  }

  list(spec: ListSpec, limit: number, signal?: AbortSignal): Promise<ListPage> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(spec)) {
      if (typeof value === 'string' && value !== '') query.set(name, value);
    }
    query.set('limit', String(limit));
    return this.http.get(`/conversations?${query.toString()}`, signal);
  }

  conversation(id: string, signal?: AbortSignal): Promise<ConversationPage> {
    return this.http.get(of(id), signal);
  }

  entries(id: string, after: number, limit: number): Promise<EntriesPage> {
    return this.http.get(`${of(id)}/entries?after=${String(after)}&limit=${String(limit)}`);
  }

  reply(id: string, body: ReplyBody): Promise<ReplyAnswer> {
    return this.http.post(`${of(id)}/replies`, body);
  }

  settleReply(id: string, replyId: string, verb: 'cancel' | 'retry' | 'markSent', commandId: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/replies/${encodeURIComponent(replyId)}/${verb}`, { id: commandId });
  }

  addNote(id: string, commandId: string, text: string, mentions: readonly string[] = []): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/notes`, { id: commandId, text, ...(mentions.length > 0 ? { mentions } : {}) });
  }

  draft(id: string): Promise<ServerDraft> {
    return this.http.get(`${of(id)}/draft`);
  }

  saveDraft(id: string, draft: DraftPut): Promise<{ revision: number }> {
    return this.http.put(`${of(id)}/draft`, draft);
  }

  async myDrafts(): Promise<DraftExcerpt[]> {
    return (await this.http.get<{ items: DraftExcerpt[] }>('/employees/me/drafts')).items;
  }

  async cannedReplies(): Promise<CannedReply[]> {
    return (await this.http.get<{ items: CannedReply[] }>('/canned-replies')).items;
  }

  async labels(): Promise<Label[]> {
    return (await this.http.get<{ items: Label[] }>('/labels')).items;
  }

  async offers(): Promise<Offer[]> {
    return (await this.http.get<{ items: Offer[] }>('/employees/me/offers')).items;
  }

  acceptOffer(id: string, commandId: string): Promise<ClaimAnswer> {
    return this.http.post(`${of(id)}/offer/accept`, { id: commandId });
  }

  declineOffer(id: string, commandId: string, reason: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/offer/decline`, reason === '' ? { id: commandId } : { id: commandId, reason });
  }

  /** The best of what waits for one, taken. */
  takeNext(commandId: string): Promise<{ conversationId: string }> {
    return this.http.post('/next', { id: commandId });
  }

  claim(id: string, commandId: string): Promise<ClaimAnswer> {
    return this.http.post(`${of(id)}/claim`, { id: commandId });
  }

  release(id: string, commandId: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/release`, { id: commandId });
  }

  assign(id: string, commandId: string, employeeId: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/assign`, { id: commandId, employeeId });
  }

  handOver(id: string, commandId: string, order: HandoverOrder): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/handover`, { id: commandId, ...order });
  }

  answerHandover(id: string, commandId: string, answer: 'accept' | 'return' | 'withdraw'): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/handover/${answer}`, { id: commandId });
  }

  custody(id: string): Promise<Custody> {
    return this.http.get(`${of(id)}/custody`);
  }

  makeTrackingLink(id: string, commandId: string): Promise<{ url: string }> {
    return this.http.post(`${of(id)}/trackingLink`, { id: commandId });
  }

  endTrackingLink(id: string): Promise<unknown> {
    return this.http.delete(`${of(id)}/trackingLink`);
  }

  snooze(id: string, commandId: string, until: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/snooze`, { id: commandId, until });
  }

  /** With promises open it is refused, or as a follow-up laid aside until the first is due. */
  resolve(id: string, commandId: string, followUp = false): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/resolve`, { id: commandId, ...(followUp ? { followUp } : {}) });
  }

  reopen(id: string, commandId: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id)}/reopen`, { id: commandId });
  }

  setPriority(id: string, commandId: string, priority: Priority): Promise<SeqAnswer> {
    return this.http.put(`${of(id)}/priority`, { id: commandId, priority });
  }

  setLabels(id: string, commandId: string, labels: string[]): Promise<SeqAnswer> {
    return this.http.put(`${of(id)}/labels`, { id: commandId, labels });
  }

  async savedFilters(): Promise<SavedFilter[]> {
    return (await this.http.get<{ items: SavedFilter[] }>('/saved-filters')).items;
  }

  saveFilter(filter: Omit<SavedFilter, 'total'>): Promise<SavedFilter> {
    return this.http.post('/saved-filters', filter);
  }

  forgetFilter(id: string): Promise<unknown> {
    return this.http.delete(`/saved-filters/${encodeURIComponent(id)}`);
  }

  search(spec: SearchSpec, signal?: AbortSignal): Promise<SearchPage> {
    const query = new URLSearchParams(Object.entries(spec).map(([name, value]) => [name, String(value)]));
    return this.http.get(`/search?${query.toString()}`, signal);
  }

  notices(): Promise<ToldPage> {
    return this.http.get('/employees/me/notices?limit=50');
  }

  seeNotices(upTo: string): Promise<{ unseen: number }> {
    return this.http.post('/employees/me/notices/seen', { upTo });
  }

  handBack(note: string): Promise<{ returned: number }> {
    return this.http.post('/employees/me/handBack', { id: newCommandId(), ...(note === '' ? {} : { note }) });
  }

  attach(file: Blob, name: string): Promise<Attachment> {
    return this.http.upload(`/attachments?name=${encodeURIComponent(name)}`, file);
  }

  /** Page after page; what lies behind the last one no menu could hold. */
  private async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    for (let pages = 0; pages < pagesMax && cursor !== null; pages += 1) {
      const page: { items: T[]; next?: string | null } = await this.http.get(cursor === undefined ? path : `${path}?cursor=${encodeURIComponent(cursor)}`);
      items.push(...page.items);
      cursor = page.next ?? null;
    }
    return items;
  }

  aboutFile(id: string): Promise<Attachment> {
    return this.http.get(`/attachments/${encodeURIComponent(id)}/about`);
  }

  private keep(session: Session): Session {
    this.http.setCsrfToken(session.csrfToken);
    return session;
  }
}

function of(id: string): string {
  return `/conversations/${encodeURIComponent(id)}`;
}
