import type { Http } from './http';
import type { CannedReply, Channel, Employee, Label, Queue, Role, Summary } from './types';

export interface AdminEmployee extends Employee { disabled?: boolean }
export interface SecretInfo { id: string; createdAt: string }
export interface AdminChannel extends Channel { disabled?: boolean; replyUrl?: string | null; secrets?: SecretInfo[] }
/** noticeSeconds: an unseen notice goes to whoever has duty after so long; null is a minute. */
export interface AdminQueue extends Queue { noticeSeconds?: number | null }
export interface ApiKey { prefix: string; name: string; employeeId: string; createdAt: string; expiresAt?: string | null; revokedAt?: string | null }
export interface Quarantined { id: string; channelId: string; externalId?: string | null; reason: string; at: string; raw: string }
export interface Redriven { status: 'accepted' | 'duplicate' | 'quarantined'; reason?: string; conversationId?: string; seq?: number }
export interface ChannelTestResult { status: Redriven['status'] | 'sent' | 'refused' | 'notSent' | 'unclear'; reason?: string; conversationId?: string }
export interface Unsettled {
  replyId: string; seq: number; conversation: Summary; state: 'failed' | 'unknown'; text?: string; attempts: number; at: string; reason?: string;
}
/** What is left carries the old name still: ask again. */
export interface LabelRenamed { items: Label[]; changed: number; left: number }

export interface Page<T> { items: T[]; next?: string | null }

/** What administrators do; fetched with their pages. */
export class AdminApi {
  private readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  readonly employees = (cursor?: string) => this.page<AdminEmployee>('/employees?limit=100', cursor);
  readonly addEmployee = (body: { name: string; email: string; role: Role }) => this.http.post<{ id: string; link: string }>('/employees', body);
  readonly changeEmployee = (id: string, body: { name?: string; email?: string; role?: Role; disabled?: boolean }) => this.http.patch(`/employees/${encodeURIComponent(id)}`, body);
  readonly newLink = (id: string) => this.http.post<{ link: string; expiresAt: string }>(`/employees/${encodeURIComponent(id)}/invitations`, undefined);

  readonly queues = (cursor?: string) => this.page<AdminQueue>('/queues?limit=100', cursor);
  readonly addQueue = (body: { name: string }) => this.http.post('/queues', body);
  readonly changeQueue = (id: string, body: Partial<Omit<AdminQueue, 'id'>>) => this.http.patch(`/queues/${encodeURIComponent(id)}`, body);

  readonly channels = (cursor?: string) => this.page<AdminChannel>('/channels?limit=100', cursor);
  readonly addChannel = (body: { kind: 'webhook'; name: string; replyUrl?: string; queue?: string }) =>
    this.http.post<{ id: string; secret: string }>('/channels', body);
  readonly changeChannel = (id: string, body: { name?: string; replyUrl?: string; queue?: string; disabled?: boolean }) =>
    this.http.patch(`/channels/${encodeURIComponent(id)}`, body);
  readonly addSecret = (id: string) => this.http.post<{ id: string; secret: string }>(`/channels/${encodeURIComponent(id)}/secrets`, undefined);
  readonly endSecret = (id: string, secretId: string) =>
    this.http.delete(`/channels/${encodeURIComponent(id)}/secrets/${encodeURIComponent(secretId)}`);
  readonly testChannel = (id: string, direction: 'in' | 'out') => this.http.post<ChannelTestResult>(`/channels/${encodeURIComponent(id)}/test`, { direction });

  readonly keys = () => this.http.get<Page<ApiKey>>('/keys');
  readonly addKey = (body: { name: string; employeeId: string }) => this.http.post<{ key: string; prefix: string }>('/keys', body);
  readonly revokeKey = (prefix: string) => this.http.delete(`/keys/${encodeURIComponent(prefix)}`);

  readonly addCanned = (body: Omit<CannedReply, 'updatedAt'>) => this.http.post('/canned-replies', body);
  readonly changeCanned = (id: string, body: Partial<Pick<CannedReply, 'title' | 'shortcut' | 'text' | 'queue'>>) =>
    this.http.patch(`/canned-replies/${encodeURIComponent(id)}`, body);
  readonly removeCanned = (id: string) => this.http.delete(`/canned-replies/${encodeURIComponent(id)}`);

  readonly labels = () => this.http.get<Page<Label>>('/labels');
  readonly setLabel = (label: Label) => this.http.post<Page<Label>>('/labels', label);
  readonly removeLabel = (name: string) => this.http.delete(`/labels?name=${encodeURIComponent(name)}`);
  readonly renameLabel = (from: string, to: string) => this.http.post<LabelRenamed>('/labels/rename', { from, to });

  readonly quarantine = (cursor?: string) => this.page<Quarantined>('/quarantine?limit=50', cursor);
  readonly redrive = (id: string) => this.http.post<Redriven>(`/quarantine/${encodeURIComponent(id)}/redrive`, undefined);

  readonly replies = (state: Unsettled['state'], cursor?: string) => this.page<Unsettled>(`/replies?state=${state}&limit=50`, cursor);

  private page<T>(path: string, cursor: string | undefined): Promise<Page<T>> {
    return this.http.get(cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);
  }
}
