/** The address holds what is on screen: the list and the open conversation. Pure. */
import type { ConversationState, ListSpec, Sort, View } from '../api/types';
import { narrowingNames, readNarrowing } from '../features/search/narrowing';
import type { Narrowing } from '../features/search/narrowing';

export interface Route {
  page: 'desk' | 'settings' | 'search' | 'floor';
  view: View;
  queue: string | undefined;
  conversation: string | undefined;
  /** Seq of the entry at which the conversation is opened; none is where reading goes on. */
  at: number | undefined;
  q: string | undefined;
  /** Which page of the settings; none is one's own. On the floor: the conversation that is open there. */
  section: string | undefined;
  /** Only conversations in this state; closed ones are shown only when they are asked for. */
  state: ConversationState | undefined;
  owner: string | undefined;
  label: string | undefined;
  sort: Sort | undefined;
  /** Of a search. */
  narrowing: Narrowing;
  /** The bare address: the first screen, which opens what waits on top. */
  isLanding: boolean;
}

/** The members of a list's address behind the question mark. */
const filters = ['q', 'state', 'owner', 'label', 'sort'] as const;
const states: readonly ConversationState[] = ['new', 'offered', 'owned', 'waitingCustomer', 'waitingInternal', 'snoozed', 'resolved', 'closed'];
const sorts: readonly string[] = ['timeLeft', 'oldest', 'newest'];

const plainViews: readonly string[] = ['mine', 'unattended', 'all'];

/** The same of a whole path with its query. */
export function routeOf(path: string): Route {
  const at = path.indexOf('?');
  return parseRoute(at < 0 ? path : path.slice(0, at), at < 0 ? '' : path.slice(at));
}

export function parseRoute(pathname: string, search: string): Route {
  const [first = '', second, third] = pathname.split('/').filter((part) => part !== '').map(decode);
  const query = new URLSearchParams(search);
  const sort = query.get('sort');
  const base = {
    page: 'desk', queue: undefined, narrowing: {}, at: seqOf(query.get('at')), section: undefined, isLanding: false, q: query.get('q') ?? undefined,
    state: states.find((one) => one === query.get('state')), owner: query.get('owner') ?? undefined, label: query.get('label') ?? undefined,
    sort: sort !== null && sorts.includes(sort) ? sort as Sort : undefined,
  } as const;
  if (first === 'settings') return { ...base, page: 'settings', view: 'unattended', conversation: undefined, section: second };
  if (first === 'floor') return { ...base, page: 'floor', view: 'unattended', conversation: undefined, section: second };
  if (first === 'search') return { ...base, page: 'search', view: 'all', conversation: second, narrowing: readNarrowing(query) };
  if (first === 'queue' && second !== undefined) return { ...base, view: 'queue', queue: second, conversation: third };
  if (plainViews.includes(first)) return { ...base, view: first as View, conversation: second };
  return { ...base, view: 'unattended', conversation: undefined, isLanding: true };
}

export type Place = Pick<Route, 'view'> & Partial<Pick<Route, 'page' | 'queue' | 'conversation' | 'at' | 'narrowing' | (typeof filters)[number]>>;

export function pathOf(place: Place): string {
  const parts = [
    place.page === 'search' ? 'search' : place.view === 'queue' ? `queue/${encodeURIComponent(place.queue ?? '')}` : place.view,
  ];
  if (place.conversation !== undefined) parts.push(encodeURIComponent(place.conversation));
  const query = new URLSearchParams();
  const isSearch = place.page === 'search';
  for (const name of isSearch ? ['q'] as const : filters) {
    const value = place[name];
    if (value !== undefined) query.set(name, value);
  }
  for (const name of isSearch ? narrowingNames : []) {
    const value = place.narrowing?.[name];
    if (value !== undefined) query.set(name, value);
  }
  if (place.conversation !== undefined && place.at !== undefined) query.set('at', String(place.at));
  return `/${parts.join('/')}${query.size === 0 ? '' : `?${query.toString()}`}`;
}

export function specOf(route: Route): ListSpec {
  return {
    view: route.view,
    sort: route.sort ?? 'timeLeft',
    ...(route.queue === undefined ? {} : { queue: route.queue }),
    ...(route.q === undefined ? {} : { q: route.q }),
    ...(route.state === undefined ? {} : { state: route.state }),
    ...(route.owner === undefined ? {} : { owner: route.owner }),
    ...(route.label === undefined ? {} : { label: route.label }),
  };
}

function seqOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
