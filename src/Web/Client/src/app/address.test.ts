import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A browser of one page: what it was told, and the frames it draws when a test says so. */
async function browser(path = '/all') {
  vi.resetModules();
  const told: string[] = [];
  const at = { pathname: path, search: '' };
  const moveTo = (next: string) => { [at.pathname, at.search] = [next.split('?')[0] ?? '', next.includes('?') ? `?${next.split('?')[1] ?? ''}` : '']; };
  const history = {
    state: null as unknown,
    pushState: (state: unknown, _: string, next: string) => { told.push(`push ${next}`); history.state = state; moveTo(next); },
    replaceState: (state: unknown, _: string, next: string) => { told.push(`replace ${next}`); history.state = state; moveTo(next); },
    back: () => { told.push('back'); },
  };
  const events = new Map<string, () => void>();
  const frames: (() => void)[] = [];
  vi.stubGlobal('location', at);
  vi.stubGlobal('history', history);
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => events.set(name, listener));
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  const address = await import('./address');
  const draw = () => {
    for (const frame of frames.splice(0)) frame();
    vi.advanceTimersByTime(0);
  };
  return { address, told, draw, moveTo, fire: (name: string) => events.get(name)?.() };
}

describe('the address', () => {
  beforeEach(() => { vi.useFakeTimers(); });

  it('is known at once and told to the browser after the frame', async () => {
    const { address, told, draw } = await browser();
    const moved = vi.fn();
    address.onMoved(moved);
    address.goTo('/all/a', { visit: '1' }, true);
    expect(address.here()).toMatchObject({ path: '/all/a', entry: { visit: '1', isInside: true } });
    expect(moved).toHaveBeenCalledOnce();
    expect(told).toEqual([]);
    draw();
    expect(told).toEqual(['push /all/a']);
    expect(address.here().path).toBe('/all/a');
  });

  it('is told in the background too, where no frame is drawn', async () => {
    const { address, told } = await browser();
    address.goTo('/all/a', {}, true);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['push /all/a']);
  });

  it('keeps every step, and what replaces an untold one takes its place', async () => {
    const { address, told, draw } = await browser();
    address.goTo('/all/a', {}, true);
    address.goTo('/all/b', {}, true);
    address.goTo('/all/b?q=x', {}, false);
    expect(address.here().entry.isInside).toBe(true);
    draw();
    expect(told).toEqual(['push /all/a', 'push /all/b?q=x']);
  });

  it('goes back from where the reader is', async () => {
    const { address, told } = await browser();
    address.goTo('/all/a', {}, true);
    address.goBack();
    expect(told).toEqual(['push /all/a', 'back']);
  });

  it('follows the browser back and forgets a step it was not told', async () => {
    const { address, told, draw, moveTo, fire } = await browser('/all/b');
    address.goTo('/all/c', {}, true);
    moveTo('/all/a');
    fire('popstate');
    draw();
    expect(told).toEqual([]);
    expect(address.here().path).toBe('/all/a');
  });

  it('is told before the page goes away', async () => {
    const { address, told, fire } = await browser();
    address.goTo('/all/a', {}, true);
    fire('pagehide');
    expect(told).toEqual(['push /all/a']);
  });
});
