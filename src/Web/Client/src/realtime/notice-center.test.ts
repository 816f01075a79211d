import { beforeEach, expect, it, vi } from 'vitest';
import type { Api } from '../api/api';
import type { Told } from '../api/types';
import { NoticeCenter } from './notice-center';

const told = (id: string): Told => ({ id, kind: 'mentioned', conversationId: 'c', at: '2026-11-22T10:00:00Z', quiet: false });

let hub: Record<string, (payload: unknown) => void>;
let center: NoticeCenter;
const api = { notices: () => Promise.resolve({ items: [told('9')], unseen: 1 }), seeNotices: vi.fn(() => Promise.resolve({ unseen: 0 })) };

beforeEach(() => {
  hub = {};
  const link = { on: (method: string, handler: (payload: never) => void) => { hub[method] = handler as (payload: unknown) => void; } };
  center = new NoticeCenter(api as unknown as Api, link);
});

it('puts what arrives on top, once, and tells it', async () => {
  const heard: string[] = [];
  center.listen((one) => { heard.push(one.id); });
  await center.load();
  hub.Notice?.({ ...told('10'), unseen: 2 });
  hub.Notice?.({ ...told('10'), unseen: 2 });
  expect(center.view.get().items.map((one) => one.id)).toEqual(['10', '9']);
  expect([center.view.get().unseen, heard]).toEqual([2, ['10', '10']]);
});

it('marks as seen what was seen on another device, and nothing later', async () => {
  await center.load();
  hub.Notice?.({ ...told('10'), unseen: 2 });
  hub.NoticesSeen?.({ upTo: '9', unseen: 1 });
  expect(center.view.get().items.map((one) => Boolean(one.seenAt))).toEqual([false, true]);
});

it('tells the server up to the newest it showed', async () => {
  await center.load();
  hub.Notice?.({ ...told('10'), unseen: 2 });
  await center.seeAll();
  expect(api.seeNotices).toHaveBeenCalledWith('10');
  expect(center.view.get().unseen).toBe(0);
});
