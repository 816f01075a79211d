import type { Http } from './http';
import type { GivenPromise, PromisePage, ReplyAnswer, SeqAnswer } from './types';

export interface NewPromise { text: string; dueAt: string }

/** The calls about words given to customers. */
export class PromiseCalls {
  private readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  list(view: 'mine' | 'company', state: 'open' | 'broken', cursor?: string): Promise<PromisePage> {
    return this.http.get(`/promises?view=${view}&state=${state}&limit=50${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
  }

  async listOf(id: string): Promise<GivenPromise[]> {
    return (await this.http.get<{ items: GivenPromise[] }>(of(id))).items;
  }

  make(id: string, commandId: string, promise: NewPromise): Promise<SeqAnswer> {
    return this.http.post(of(id), { id: commandId, ...promise });
  }

  keep(id: string, commandId: string, promise: string, evidenceSeq: number | undefined): Promise<SeqAnswer> {
    return this.http.post(`${of(id, promise)}/keep`, { id: commandId, ...(evidenceSeq === undefined ? {} : { evidenceSeq }) });
  }

  move(id: string, commandId: string, promise: string, body: { dueAt: string; text: string; seenSeq: number; audience?: 'public' | 'private' }): Promise<ReplyAnswer> {
    return this.http.post(`${of(id, promise)}/move`, { id: commandId, ...body });
  }

  release(id: string, commandId: string, promise: string, reason: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id, promise)}/release`, { id: commandId, reason });
  }

  handOver(id: string, commandId: string, promise: string, employeeId: string): Promise<SeqAnswer> {
    return this.http.post(`${of(id, promise)}/handOver`, { id: commandId, employeeId });
  }
}

function of(id: string, promise?: string): string {
  return `/conversations/${encodeURIComponent(id)}/promises${promise === undefined ? '' : `/${encodeURIComponent(promise)}`}`;
}
