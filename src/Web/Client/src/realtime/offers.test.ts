import { expect, test } from 'vitest';
import type { Api } from '../api/api';
import { Problem } from '../api/http';
import type { Offer } from '../api/types';
import { Offers } from './offers';

function offer(conversationId: string, epoch: number, until: string): Offer {
  return { conversationId, epoch, until, reason: 'mostRoom' } as Offer;
}

function made(api: Partial<Api> = {}) {
  const heard = new Map<string, (told: never) => void>();
  const link = { on: (name: string, listener: (told: never) => void) => { heard.set(name, listener); } };
  const offers = new Offers(api as Api, link as never);
  const tell = (name: string, told: unknown) => { heard.get(name)?.(told as never); };
  return { offers, tell, ids: () => offers.view.get().map((one) => `${one.conversationId} ${String(one.epoch)}`) };
}

const sooner = '2026-11-22T10:00:10Z';
const later = '2026-11-22T10:00:30Z';

test('the offer that ends first stands first, and an ended one is gone', () => {
  const { tell, ids } = made();
  tell('Offer', offer('a', 1, later));
  tell('Offer', offer('b', 1, sooner));
  expect(ids()).toEqual(['b 1', 'a 1']);
  tell('OfferEnded', { conversationId: 'b', epoch: 1, reason: 'expired' });
  expect(ids()).toEqual(['a 1']);
});

test('the end of an earlier offer does not end a later one of the same conversation', () => {
  const { tell, ids } = made();
  tell('Offer', offer('a', 1, sooner));
  tell('Offer', offer('a', 3, later));
  tell('OfferEnded', { conversationId: 'a', epoch: 1, reason: 'expired' });
  expect(ids()).toEqual(['a 3']);
});

test('only what is new is sounded', () => {
  const { offers, tell } = made();
  const sounded: string[] = [];
  offers.listen((one) => { sounded.push(one.conversationId); });
  tell('Offer', offer('a', 1, sooner));
  tell('Offer', offer('a', 1, sooner));
  expect(sounded).toEqual(['a']);
});

test('what somebody else took is gone, and what could not be sent stays', async () => {
  const taken = made({ acceptOffer: () => Promise.reject(new Problem(409, { type: '/problems/illegal-move' } as never)) });
  taken.tell('Offer', offer('a', 1, sooner));
  expect(await taken.offers.accept(offer('a', 1, sooner))).toBe('gone');
  expect(taken.ids()).toEqual([]);

  const cut = made({ acceptOffer: () => Promise.reject(new Problem(503, { type: '/problems/unavailable' } as never)) });
  cut.tell('Offer', offer('a', 1, sooner));
  expect(await cut.offers.accept(offer('a', 1, sooner))).toBe('unreachable');
  expect(cut.ids()).toEqual(['a 1']);
});
