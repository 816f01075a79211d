/** The address holds what is on screen: the list and the open conversation. Pure. */
import type { ListSpec, View } from '../api/types';

export interface Route {
  page: 'desk' | 'settings';
  view: View;
  queue: string | undefined;
  conversation: string | undefined;
  q: string | undefined;
  /** Which page of the settings; none is one's own. */
  section: string | undefined;
  /** Only closed ones are shown; otherwise none of them. */
  isClosed: boolean;
  /** The bare address: the first screen, which opens what waits on top. */
  isLanding: boolean;
}

const plainViews: readonly string[] = ['mine', 'unattended', 'all'];

export function parseRoute(pathname: string, search: string): Route {
  const [first = '', second, third] = pathname.split('/').filter((part) => part !== '').map(decode);
  const query = new URLSearchParams(search);
  const q = query.get('q') ?? undefined;
  const isClosed = query.get('state') === 'closed';
  const base = { page: 'desk', queue: undefined, q, section: undefined, isClosed, isLanding: false } as const;
  if (first === 'settings') return { ...base, page: 'settings', view: 'unattended', conversation: undefined, section: second };
  if (first === 'queue' && second !== undefined) return { ...base, view: 'queue', queue: second, conversation: third };
  if (plainViews.includes(first)) return { ...base, view: first as View, conversation: second };
  return { ...base, view: 'unattended', conversation: undefined, isLanding: true };
}

export function pathOf(route: Pick<Route, 'view' | 'queue' | 'conversation' | 'q'> & { isClosed?: boolean }): string {
  const parts = [route.view === 'queue' ? `queue/${encodeURIComponent(route.queue ?? '')}` : route.view];
  if (route.conversation !== undefined) parts.push(encodeURIComponent(route.conversation));
  const query = new URLSearchParams();
  if (route.q !== undefined) query.set('q', route.q);
  if (route.isClosed === true) query.set('state', 'closed');
  return `/${parts.join('/')}${query.size === 0 ? '' : `?${query.toString()}`}`;
}

export function specOf(route: Route): ListSpec {
  return {
    view: route.view,
    sort: 'timeLeft',
    ...(route.queue === undefined ? {} : { queue: route.queue }),
    ...(route.q === undefined ? {} : { q: route.q }),
    ...(route.isClosed ? { state: 'closed' } : {}),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
