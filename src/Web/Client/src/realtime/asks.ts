/** Questions to colleagues: one's own, and those one is asked. The hub only hints; what they are is read by REST. */
import type { Api } from '../api/api';
import { newCommandId } from '../api/api';
import { Problem } from '../api/http';
import type { Ask, AskPage, KnownAnswer, Topic } from '../api/types';
import type { HubLink } from './hub-link';
import { Store } from './store';

/** Hints that come together are one reading. */
const gatherMs = 100;

export type AskVerb = 'decline' | 'cancel' | 'good' | 'notGood';
export type Answered = 'taken' | 'faster' | 'over' | 'unreachable';

export class Asks {
  readonly mine = new Store<readonly Ask[]>([]);
  readonly forMe = new Store<readonly Ask[]>([]);
  readonly topics = new Store<readonly Topic[]>([]);
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private listener: ((gone: Ask) => void) | undefined;
  private readonly api: Api;

  constructor(api: Api, link: Pick<HubLink, 'on'>) {
    this.api = api;
    for (const name of ['AskIncoming', 'AskChanged']) link.on(name, () => { this.hint(); });
  }

  /** Told of each question one was asked and that somebody else has answered. Answers how to stop listening. */
  listen(listener: (gone: Ask) => void): () => void {
    this.listener = listener;
    return () => { if (this.listener === listener) this.listener = undefined; };
  }

  async load(): Promise<void> {
    try {
      const [mine, forMe] = await Promise.all([this.read('mine'), this.read('forMe')]);
      this.mine.set(mine.items);
      const gone = this.forMe.get().filter((ask) => !forMe.items.some((one) => one.id === ask.id));
      this.forMe.set(forMe.items);
      for (const ask of gone) await this.tellGone(ask);
    } catch {
      // Not reachable: what was read before stands until the next hint or connect.
    }
  }

  async loadTopics(): Promise<void> {
    try {
      this.topics.set((await this.api.http.get<{ items: Topic[] }>('/topics')).items);
    } catch {
      // As above.
    }
  }

  /** The id is the caller's, so that a question that is sent again after a lost answer is the same one. */
  async begin(conversationId: string, id: string, question: string, topics: readonly string[]): Promise<'begun' | 'tooMany' | 'unreachable'> {
    try {
      await this.api.http.post(`/conversations/${encodeURIComponent(conversationId)}/asks`, { id, question, topics });
      await this.load();
      return 'begun';
    } catch (error) {
      return error instanceof Problem && error.slug === 'too-many' ? 'tooMany' : 'unreachable';
    }
  }

  async answer(ask: Ask, id: string, text: string): Promise<Answered> {
    try {
      await this.api.http.post(`/asks/${ask.id}/answer`, { id, text });
      this.forget(ask);
      return 'taken';
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) return 'unreachable';
      this.forget(ask);
      return error.slug === 'already-answered' ? 'faster' : 'over';
    }
  }

  /** Answers whether the server has it; the ask is read again in any case. */
  async move(ask: Ask, verb: AskVerb): Promise<boolean> {
    if (verb === 'decline') this.forget(ask);
    try {
      await this.api.http.post(`/asks/${ask.id}/${verb}`, { id: newCommandId() });
      return true;
    } catch (error) {
      return error instanceof Problem && error.status < 500;
    } finally {
      void this.load();
    }
  }

  readOne(id: string): Promise<Ask> {
    return this.api.http.get(`/asks/${id}`);
  }

  async known(question: string, topics: readonly string[], signal: AbortSignal): Promise<readonly KnownAnswer[]> {
    const query = new URLSearchParams();
    if (question !== '') query.set('q', question.slice(0, 200));
    if (topics.length > 0) query.set('topics', topics.join(','));
    if (query.size === 0) return [];
    try {
      return (await this.api.http.get<{ items: KnownAnswer[] }>(`/knowledge?${query.toString()}`, signal)).items;
    } catch {
      // It helps where it can be read; the question can be asked without it.
      return [];
    }
  }

  async say(known: KnownAnswer, state: 'used' | 'outdated'): Promise<void> {
    try {
      await this.api.http.patch(`/knowledge/${known.id}`, { state });
    } catch {
      // A count that is one too low, or an answer that somebody else will call outdated.
    }
  }

  /** The server's idea of now: the rings' times are its. */
  now(): number {
    return this.api.http.now();
  }

  private read(view: 'mine' | 'forMe'): Promise<AskPage> {
    return this.api.http.get(`/asks?view=${view}`);
  }

  private hint(): void {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      void this.load();
    }, gatherMs);
  }

  private forget(ask: Ask): void {
    this.forMe.update((all) => all.filter((one) => one.id !== ask.id));
  }

  private async tellGone(ask: Ask): Promise<void> {
    try {
      const now = await this.readOne(ask.id);
      if (now.answer && now.people.some((person) => person.me && person.state === 'stopped')) this.listener?.(now);
    } catch {
      // Nobody has to know who was faster.
    }
  }
}

/** Topics a question seems to be about: those whose name or words stand in it. */
export function topicsOf(question: string, topics: readonly Topic[]): readonly string[] {
  const text = ` ${question.toLowerCase().split(/[^\p{L}\p{N}]+/u).join(' ')} `;
  const isIn = (word: string) => word !== '' && text.includes(` ${word.toLowerCase()}`);
  return topics.filter(({ name, words }) => isIn(name) || words.some(isIn)).map(({ name }) => name).slice(0, 5);
}
