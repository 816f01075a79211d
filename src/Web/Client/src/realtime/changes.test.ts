import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Changes } from './changes';

let hub: (payload: { what: string }) => void;
let changes: Changes;
const read = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  read.mockReset();
  changes = new Changes({ on: (_: string, handler: (payload: never) => void) => { hub = handler as typeof hub; } });
});
afterEach(() => { vi.useRealTimers(); });

it('reads once for many changes of one kind, within two seconds, and again for the next', () => {
  changes.listen('labels', read);
  hub({ what: 'labels' });
  hub({ what: 'labels' });
  vi.advanceTimersByTime(2_000);
  expect(read).toHaveBeenCalledTimes(1);
  hub({ what: 'labels' });
  vi.advanceTimersByTime(2_000);
  expect(read).toHaveBeenCalledTimes(2);
});

it('reads nothing for what is told of another kind, or of one it does not know', () => {
  changes.listen('labels', read);
  hub({ what: 'directory' });
  hub({ what: 'something newer' });
  vi.advanceTimersByTime(2_000);
  expect(read).not.toHaveBeenCalled();
});

it('reads everything after a lost line, and not a second time for what was told before', () => {
  changes.listen('labels', read);
  hub({ what: 'labels' });
  changes.readAll();
  vi.advanceTimersByTime(2_000);
  expect(read).toHaveBeenCalledTimes(1);
});

it('leaves whoever stopped listening, and everybody when the page ends', () => {
  changes.listen('labels', read)();
  changes.listen('directory', read);
  hub({ what: 'labels' });
  hub({ what: 'directory' });
  changes.stop();
  vi.advanceTimersByTime(2_000);
  expect(read).not.toHaveBeenCalled();
});
