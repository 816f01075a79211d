import type { Http } from './http';
import type { CannedReply, Channel, Employee, Queue, Role } from './types';

export interface AdminEmployee extends Employee { disabled?: boolean }
export interface SecretInfo { id: string; createdAt: string }
export interface AdminChannel extends Channel { disabled?: boolean; replyUrl?: string | null; secrets?: SecretInfo[] }
export interface ApiKey { prefix: string; name: string; employeeId: string; createdAt: string; expiresAt?: string | null; revokedAt?: string | null }
export interface Quarantined { id: string; channelId: string; externalId?: string | null; reason: string; at: string; raw: string }

interface Items<T> { items: T[]; next?: string | null }

/** What administrators do; fetched with their pages. */
export class AdminApi {
  private readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  readonly employees = async () => (await this.http.get<Items<AdminEmployee>>('/employees')).items;
  readonly addEmployee = (body: { name: string; email: string; role: Role }) => this.http.post<{ id: string; link: string }>('/employees', body);
  readonly changeEmployee = (id: string, body: { role?: Role; disabled?: boolean }) => this.http.patch(`/employees/${encodeURIComponent(id)}`, body);
  readonly newLink = (id: string) => this.http.post<{ link: string }>(`/employees/${encodeURIComponent(id)}/link`, undefined);

  readonly queues = async () => (await this.http.get<Items<Queue>>('/queues')).items;
  readonly addQueue = (body: { name: string }) => this.http.post('/queues', body);
  readonly changeQueue = (id: string, body: Partial<Omit<Queue, 'id'>>) => this.http.patch(`/queues/${encodeURIComponent(id)}`, body);

  readonly channels = async () => (await this.http.get<Items<AdminChannel>>('/channels')).items;
  readonly addChannel = (body: { kind: 'webhook'; name: string; replyUrl?: string; queue?: string }) =>
    this.http.post<{ id: string; secret: string }>('/channels', body);
  readonly changeChannel = (id: string, body: { name?: string; replyUrl?: string; queue?: string; disabled?: boolean }) =>
    this.http.patch(`/channels/${encodeURIComponent(id)}`, body);
  readonly addSecret = (id: string) => this.http.post<{ id: string; secret: string }>(`/channels/${encodeURIComponent(id)}/secrets`, undefined);
  readonly endSecret = (id: string, secretId: string) =>
    this.http.delete(`/channels/${encodeURIComponent(id)}/secrets/${encodeURIComponent(secretId)}`);

  readonly keys = async () => (await this.http.get<Items<ApiKey>>('/keys')).items;
  readonly addKey = (body: { name: string; employeeId: string }) => this.http.post<{ key: string; prefix: string }>('/keys', body);
  readonly revokeKey = (prefix: string) => this.http.delete(`/keys/${encodeURIComponent(prefix)}`);

  readonly addCanned = (body: Omit<CannedReply, 'updatedAt'>) => this.http.post('/canned-replies', body);
  readonly changeCanned = (id: string, body: Partial<Pick<CannedReply, 'title' | 'shortcut' | 'text' | 'queue'>>) =>
    this.http.patch(`/canned-replies/${encodeURIComponent(id)}`, body);
  readonly removeCanned = (id: string) => this.http.delete(`/canned-replies/${encodeURIComponent(id)}`);

  readonly quarantine = () => this.http.get<Items<Quarantined>>('/quarantine?limit=50');
}
