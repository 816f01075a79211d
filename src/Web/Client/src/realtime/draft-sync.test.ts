import { beforeEach, expect, it, vi } from 'vitest';
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Attachment, DraftPut, ServerDraft } from '../api/types';
import { DraftSync } from './draft-sync';
import type { DraftEvent } from './draft-sync';
import { authorOf, Drafts } from './drafts';

const none: ServerDraft = { text: '', attachments: [], revision: 0 };
const file = (id: string): Attachment => ({ id, name: `${id}.png`, contentType: 'image/png', size: 5 });

/** A server that keeps one draft, as the real one does: by revision. */
class Server {
  stored: ServerDraft = none;
  /** Files that are there. */
  files = new Map<string, Attachment>();
  private revisions = 0;

  asked = 0;

  readonly api = {
    draft: () => {
      this.asked += 1;
      return Promise.resolve(this.stored);
    },
    myDrafts: () => Promise.resolve(this.stored.text === '' ? [] : [{ conversationId: 'c', excerpt: this.stored.text.slice(0, 5), updatedAt: '' }]),
    aboutFile: (id: string) => {
      const file = this.files.get(id);
      return file ? Promise.resolve(file) : Promise.reject(new Problem(404, { type: '/problems/not-found' }));
    },
    saveDraft: (_id: string, { text, audience, revision, attachments = [] }: DraftPut) => {
      if (revision !== this.stored.revision) {
        return Promise.reject(new Problem(409, { type: '/problems/draft-changed', draft: this.stored }));
      }
      if (attachments.some((one) => !this.files.has(one))) return Promise.reject(new Problem(422, { type: '/problems/unknown-attachment' }));
      this.write(text, audience ?? undefined, attachments);
      return Promise.resolve({ revision: this.stored.revision });
    },
  } as unknown as Api;

  write(text: string, audience?: ServerDraft['audience'], attachments: string[] = []): void {
    this.stored = text === '' && attachments.length === 0 ? none
      : { text, attachments, revision: ++this.revisions, ...(audience === undefined ? {} : { audience }) };
  }
}

let server: Server;
let drafts: Drafts;
let sync: DraftSync;
let link: { isConnected: boolean; on: (method: string, handler: (payload: never) => void) => void };
let tell: (event: DraftEvent) => void;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  drafts = new Drafts('me');
  link = { isConnected: true, on: (_method, handler) => { tell = handler as typeof tell; } };
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
  tell({ conversationId: 'c', text: 'Begun on the phone, and more', audience: 'note', attachments: [], revision: 2, device: 'phone' });
  expect(drafts.get('c')?.text).toBe('Begun on the phone, and more');
});

it('names the colleague whose words were laid down, for as long as they stand as she wrote them', async () => {
  server.stored = { text: 'The luthier mends it.', from: 'Leila Haddad', attachments: [], revision: 1 };
  await sync.open('c');
  const laid = drafts.get('c');
  expect(authorOf(laid)).toBe('Leila Haddad');
  expect(authorOf(laid && { ...laid, text: 'Dear Anders,\nThe luthier mends it. Mara' })).toBe('Leila Haddad');
  expect(authorOf(laid && { ...laid, text: 'Our luthier will mend it.' })).toBeUndefined();
  expect(authorOf(undefined)).toBeUndefined();
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
  tell({ conversationId: 'c', text: 'Older', attachments: [], revision: 9, device: 'phone' });
  expect(drafts.get('c')?.text).toBe('Typing');
});

it('carries the files to the other devices, and drops them with the draft', async () => {
  server.files.set('f', file('f'));
  drafts.putFiles('c', (files) => [...files, file('f')]);
  await vi.runAllTimersAsync();
  expect(server.stored).toMatchObject({ text: '', attachments: ['f'] });
  drafts.put('c', { text: 'See there', mode: 'private', files: [file('f')] });
  await vi.runAllTimersAsync();

  const elsewhere = new Drafts('me');
  elsewhere.forgetAll();
  await new DraftSync(server.api, { isConnected: true, on: () => undefined }, elsewhere).open('c');
  expect(elsewhere.get('c')).toEqual({ text: 'See there', mode: 'private', files: [file('f')] });

  drafts.put('c', undefined);
  await vi.runAllTimersAsync();
  expect(server.stored).toEqual(none);
});

it('takes over what another device attached, and what it took away again', async () => {
  server.files.set('f', file('f'));
  tell({ conversationId: 'c', text: 'Hi', attachments: ['f'], revision: 4, device: 'phone' });
  await vi.runAllTimersAsync();
  expect(drafts.get('c')?.files).toEqual([file('f')]);
  tell({ conversationId: 'c', text: 'Hi', attachments: [], revision: 5, device: 'phone' });
  expect(drafts.get('c')).toEqual({ text: 'Hi', mode: undefined });
});

it('saves the words without a file that is gone', async () => {
  drafts.put('c', { text: 'See there', mode: undefined, files: [file('gone')] });
  await vi.runAllTimersAsync();
  expect(server.stored).toMatchObject({ text: 'See there', attachments: [] });
  expect(drafts.get('c')?.files).toEqual([]);
});

it('offers another device\'s draft when only its files would be missed', async () => {
  const others: unknown[] = [];
  sync.listen((_id, draft) => { others.push(draft.files); });
  await sync.open('c');
  server.files.set('f', file('f'));
  server.write('Hello', undefined, ['f']);
  drafts.put('c', { text: 'Hello', mode: undefined });
  await vi.runAllTimersAsync();
  expect(others).toEqual([[file('f')]]);
});

it('is not asked about where the list of all drafts and what was told since know of none', async () => {
  await sync.load();
  await sync.open('c');
  expect(server.asked).toBe(0);
  tell({ conversationId: 'c', text: 'Begun on the phone', audience: 'note', attachments: [], revision: 1, device: 'phone' });
  expect(drafts.get('c')?.text).toBe('Begun on the phone');
});

it('is asked about again when the line was gone since the list was read, or is gone', async () => {
  await sync.load();
  sync.beginLine();
  server.write('Begun on the phone');
  await sync.open('c');
  expect(drafts.get('c')?.text).toBe('Begun on the phone');
  drafts.learn('c', undefined);
  await sync.load();
  drafts.learn('c', undefined);
  link.isConnected = false;
  await sync.open('c');
  expect(drafts.get('c')?.text).toBe('Begun on the phone');
});

it('is asked about where the list was read before there was a line', async () => {
  link.isConnected = false;
  await sync.load();
  link.isConnected = true;
  server.write('Begun on the phone');
  await sync.open('c');
  expect(drafts.get('c')?.text).toBe('Begun on the phone');
});
