import { beforeEach, expect, it, vi } from 'vitest';
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { ServerDraft } from '../api/types';
import { DraftSync } from './draft-sync';
import type { DraftEvent } from './draft-sync';
import { Drafts } from './drafts';

/** A server that keeps one draft, as the real one does: by revision. */
class Server {
  stored: ServerDraft = { text: '', revision: 0 };
  private revisions = 0;

  readonly api = {
    draft: () => Promise.resolve(this.stored),
    saveDraft: (_id: string, { text, audience, revision }: ServerDraft) => {
      if (revision !== this.stored.revision) {
        return Promise.reject(new Problem(409, { type: '/problems/draft-changed', draft: this.stored }));
      }
      this.write(text, audience ?? null);
      return Promise.resolve({ revision: this.stored.revision });
    },
  } as unknown as Api;

  write(text: string, audience: ServerDraft['audience'] = null): void {
    this.stored = text === '' ? { text, revision: 0 } : { text, audience: audience ?? null, revision: ++this.revisions };
  }
}

let server: Server;
let drafts: Drafts;
let sync: DraftSync;
let tell: (event: DraftEvent) => void;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  drafts = new Drafts('me');
  const link = { on: (_method: string, handler: (payload: never) => void) => { tell = handler as typeof tell; } };
  sync = new DraftSync(server.api, link, drafts);
});

it('saves what was typed once typing settles, and deletes what was sent', async () => {
  drafts.put('c', { text: 'Hel', mode: 'private' });
  drafts.put('c', { text: 'Hello', mode: 'private' });
  await vi.runAllTimersAsync();
  expect(server.stored).toMatchObject({ text: 'Hello', audience: 'private', revision: 1 });
  drafts.put('c', undefined);
  await vi.runAllTimersAsync();
  expect(server.stored.text).toBe('');
});

it('goes on where another device stopped', async () => {
  server.write('Begun on the phone', 'note');
  await sync.open('c');
  expect(drafts.get('c')).toEqual({ text: 'Begun on the phone', mode: 'note' });
  tell({ conversationId: 'c', text: 'Begun on the phone, and more', audience: 'note', revision: 2, device: 'phone' });
  expect(drafts.get('c')?.text).toBe('Begun on the phone, and more');
});

it('keeps what was typed here last, and offers what the other device had', async () => {
  const others: string[] = [];
  sync.listen((_id, draft) => { others.push(draft.text); });
  await sync.open('c');
  server.write('From the phone');
  drafts.put('c', { text: 'From the desk', mode: undefined });
  await vi.runAllTimersAsync();
  expect(drafts.get('c')?.text).toBe('From the desk');
  expect(server.stored.text).toBe('From the desk');
  expect(others).toEqual(['From the phone']);
});

it('tries again when the server does not answer', async () => {
  const save = vi.spyOn(server.api, 'saveDraft').mockRejectedValueOnce(new TypeError('no line'));
  drafts.put('c', { text: 'Hello', mode: undefined });
  await vi.runAllTimersAsync();
  expect(save).toHaveBeenCalledTimes(2);
  expect(server.stored.text).toBe('Hello');
});

it('never lets a push overwrite words that are not saved yet', () => {
  drafts.put('c', { text: 'Typing', mode: undefined });
  tell({ conversationId: 'c', text: 'Older', audience: null, revision: 9, device: 'phone' });
  expect(drafts.get('c')?.text).toBe('Typing');
});
