import { expect, it } from 'vitest';
import { parseRoute, pathOf, specOf } from './route';

it('reads back every address it writes', () => {
  for (const route of [
    { view: 'mine', queue: undefined, conversation: undefined, q: undefined },
    { view: 'queue', queue: 'q/1 ü', conversation: 'c 1', q: 'bag & tag' },
    { view: 'all', queue: undefined, conversation: 'abc', q: 'bag', at: 10_000, page: 'search' },
    { view: 'all', queue: undefined, conversation: undefined, q: 'bag', page: 'search', narrowing: { label: 'Late bag', from: '2026-11-20', in: 'open' } },
    { view: 'all', queue: undefined, conversation: 'abc', q: undefined },
  ] as const) {
    const path = pathOf(route);
    const [pathname = '', search = ''] = path.split('?');
    expect(parseRoute(pathname, search === '' ? '' : `?${search}`)).toMatchObject(route);
  }
});

it('lands on Unattended from the bare address and from one it does not know', () => {
  expect(parseRoute('/', '')).toMatchObject({ view: 'unattended', isLanding: true });
  expect(parseRoute('/what/is/this', '')).toMatchObject({ view: 'unattended', isLanding: true });
});

it('asks for a list with nothing in it that was not chosen', () => {
  expect(specOf(parseRoute('/mine', ''))).toEqual({ view: 'mine', sort: 'timeLeft' });
});

it('takes no entry that cannot be one, and none without a conversation', () => {
  for (const bad of ['0', '-1', '1.5', 'x', '1'.repeat(20)]) expect(parseRoute('/all/c', `?at=${bad}`).at).toBeUndefined();
  expect(pathOf({ view: 'all', at: 7 })).toBe('/all');
});

it('takes a state and an order only where the server knows them, and an address that is not well written as it stands', () => {
  expect(parseRoute('/all', '?state=snoozed&sort=newest')).toMatchObject({ state: 'snoozed', sort: 'newest' });
  expect(parseRoute('/all', '?state=lost&sort=loudest')).toMatchObject({ state: undefined, sort: undefined });
  expect(parseRoute('/all/100%25', '')).toMatchObject({ conversation: '100%' });
  expect(parseRoute('/all/100%', '')).toMatchObject({ conversation: '100%' });
});
