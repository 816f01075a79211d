import type { Http } from './http';
import type { components } from './schemas';
import type { Channel, Employee, Label, Queue, Topic } from './types';

type Schemas = components['schemas'];
export type AdminEmployee = Employee;
export type AdminChannel = Channel;
/** noticeSeconds: an unseen notice goes to whoever has duty after so long; null is a minute. */
export type AdminQueue = Queue;
export type ApiKey = Schemas['Key'];
export type Quarantined = Schemas['QuarantineItem'];
export type Redriven = Schemas['IntakeResult'];
export type ChannelTestResult = Schemas['ChannelTestResult'];
export type Unsettled = Schemas['UnsettledReplyPage']['items'][number];
/** What is left carries the old name still: ask again. */
export type LabelRenamed = Schemas['LabelRenamed'];

export interface Page<T> { items: T[]; next?: string | null }

/** What administrators do; fetched with their pages. */
export class AdminApi {
  private readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  readonly employees = (cursor?: string) => this.page<AdminEmployee>('/employees?limit=100', cursor);
  readonly addEmployee = (body: Schemas['NewEmployee']) => this.http.post<Schemas['NewEmployeeAnswer']>('/employees', body);
  readonly changeEmployee = (id: string, body: Schemas['EmployeePatch']) => this.http.patch(`/employees/${encodeURIComponent(id)}`, body);
  readonly newLink = (id: string) => this.http.post<Schemas['Link']>(`/employees/${encodeURIComponent(id)}/invitations`, undefined);

  readonly queues = (cursor?: string) => this.page<AdminQueue>('/queues?limit=100', cursor);
  readonly addQueue = (body: Schemas['NewQueue']) => this.http.post('/queues', body);
  readonly changeQueue = (id: string, body: Schemas['QueuePatch']) => this.http.patch(`/queues/${encodeURIComponent(id)}`, body);

  readonly channels = (cursor?: string) => this.page<AdminChannel>('/channels?limit=100', cursor);
  readonly addChannel = (body: Schemas['NewChannel']) =>
    this.http.post<Schemas['NewChannelAnswer']>('/channels', body);
  readonly changeChannel = (id: string, body: Schemas['ChannelPatch']) =>
    this.http.patch(`/channels/${encodeURIComponent(id)}`, body);
  readonly addSecret = (id: string) => this.http.post<Schemas['NewSecret']>(`/channels/${encodeURIComponent(id)}/secrets`, undefined);
  readonly endSecret = (id: string, secretId: string) =>
    this.http.delete(`/channels/${encodeURIComponent(id)}/secrets/${encodeURIComponent(secretId)}`);
  readonly testChannel = (id: string, direction: Schemas['ChannelTest']['direction']) => this.http.post<ChannelTestResult>(`/channels/${encodeURIComponent(id)}/test`, { direction });

  readonly keys = () => this.http.get<Page<ApiKey>>('/keys');
  readonly addKey = (body: Schemas['NewKey']) => this.http.post<Schemas['NewKeyAnswer']>('/keys', body);
  readonly revokeKey = (prefix: string) => this.http.delete(`/keys/${encodeURIComponent(prefix)}`);

  readonly addCanned = (body: Schemas['NewCannedReply']) => this.http.post('/canned-replies', body);
  readonly changeCanned = (id: string, body: Schemas['CannedReplyPatch']) =>
    this.http.patch(`/canned-replies/${encodeURIComponent(id)}`, body);
  readonly removeCanned = (id: string) => this.http.delete(`/canned-replies/${encodeURIComponent(id)}`);

  readonly labels = () => this.http.get<Page<Label>>('/labels');
  readonly addLabel = (label: Label) => this.http.post<Page<Label>>('/labels', label);
  readonly changeLabel = (name: string, body: Schemas['LabelPatch']) => this.http.patch<Page<Label>>(`/labels?name=${encodeURIComponent(name)}`, body);
  readonly removeLabel = (name: string) => this.http.delete(`/labels?name=${encodeURIComponent(name)}`);
  readonly renameLabel = (from: string, to: string) => this.http.post<LabelRenamed>('/labels/rename', { from, to });

  readonly topics = () => this.http.get<Page<Topic>>('/topics');
  readonly addTopic = (topic: Topic) => this.http.post<Page<Topic>>('/topics', topic);
  readonly changeTopic = (name: string, body: Schemas['TopicPatch']) => this.http.patch<Page<Topic>>(`/topics?name=${encodeURIComponent(name)}`, body);
  readonly removeTopic = (name: string) => this.http.delete(`/topics?name=${encodeURIComponent(name)}`);
  readonly followTopics = (topics: readonly string[]) => this.http.put('/employees/me/topics', { topics });

  readonly quarantine = (cursor?: string) => this.page<Quarantined>('/quarantine?limit=50', cursor);
  readonly redrive = (id: string) => this.http.post<Redriven>(`/quarantine/${encodeURIComponent(id)}/redrive`, undefined);

  readonly replies = (state: Unsettled['state'], cursor?: string) => this.page<Unsettled>(`/replies?state=${state}&limit=50`, cursor);

  private page<T>(path: string, cursor: string | undefined): Promise<Page<T>> {
    return this.http.get(cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);
  }
}
