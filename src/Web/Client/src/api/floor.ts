/** The calls of the open floor. */
import { newCommandId } from './api';
import type { Http } from './http';
import type { FloorConversation, FloorList, FloorMine, FloorPeople, FloorStanding } from './types';

const of = (id: string) => `/floor/${encodeURIComponent(id)}`;

export class FloorApi {
  private readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  me(): Promise<FloorStanding> {
    return this.http.get('/floor/me');
  }

  enrol(version: number, topics: readonly string[]): Promise<FloorStanding> {
    return this.http.post('/floor/enrolment', { id: newCommandId(), accept: true, version, topics });
  }

  leave(): Promise<FloorStanding> {
    return this.http.post('/floor/leave', { id: newCommandId() });
  }

  list(signal?: AbortSignal): Promise<FloorList> {
    return this.http.get('/floor?limit=50', signal);
  }

  mine(signal?: AbortSignal): Promise<FloorMine> {
    return this.http.get('/floor/mine', signal);
  }

  answered(signal?: AbortSignal): Promise<FloorMine> {
    return this.http.get('/floor/answered', signal);
  }

  conversation(id: string, signal?: AbortSignal): Promise<FloorConversation> {
    return this.http.get(of(id), signal);
  }

  order(id: string, what: 'claim' | 'release' | 'resolve' | 'read', commandId: string): Promise<{ leaseUntil?: string }> {
    return this.http.post(`${of(id)}/${what}`, { id: commandId });
  }

  reply(id: string, commandId: string, text: string, seenSeq: number): Promise<unknown> {
    return this.http.post(`${of(id)}/replies`, { id: commandId, text, seenSeq });
  }

  propose(id: string, commandId: string, text: string, seenSeq: number): Promise<unknown> {
    return this.http.post(`${of(id)}/proposals`, { id: commandId, text, seenSeq });
  }

  /** Without text it goes out as it was proposed. */
  sendProposal(id: string, seq: number, commandId: string, seenSeq: number, text: string | undefined): Promise<unknown> {
    return this.http.post(`/conversations/${encodeURIComponent(id)}/proposals/${String(seq)}/send`, { id: commandId, seenSeq, ...(text === undefined ? {} : { text }) });
  }

  giveBackProposal(id: string, seq: number, commandId: string, text: string): Promise<unknown> {
    return this.http.post(`/conversations/${encodeURIComponent(id)}/proposals/${String(seq)}/giveBack`, { id: commandId, text });
  }

  people(): Promise<FloorPeople> {
    return this.http.get('/floor/people');
  }

  setGrade(employeeId: string, grade: string, reason: string): Promise<FloorStanding> {
    return this.http.put(`/floor/people/${encodeURIComponent(employeeId)}/grade`, { id: newCommandId(), grade, reason });
  }

  async topics(): Promise<readonly { name: string }[]> {
    return (await this.http.get<{ items: { name: string }[] }>('/topics')).items;
  }
}
