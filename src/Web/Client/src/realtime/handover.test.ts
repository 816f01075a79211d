import { describe, expect, it } from 'vitest';
import type { Entry } from '../api/types';
import { hasTrackingLink, lastChangeOfHands, pendingHandover } from './handover';

const entry = (seq: number, kind: string, data: Entry['data'] = {}): Entry => ({
  seq, kind, data, at: '2026-11-22T10:00:00Z', actor: { kind: 'employee', id: 'mara', name: 'Mara' },
});
const offered = (seq: number) => entry(seq, 'handoverOffered', { from: 'mara', employeeId: 'jonas', until: '2026-11-22T14:10:00Z', text: 'refund' });

describe('what is handed over', () => {
  it('waits until it is taken, comes back, or is somebody else\'s', () => {
    expect(pendingHandover([entry(1, 'claimed'), offered(2), entry(3, 'noteAdded')]))
      .toEqual({ from: 'mara', to: 'jonas', queue: undefined, until: '2026-11-22T14:10:00Z', summary: 'refund', seq: 2 });
    for (const kind of ['handoverAccepted', 'handoverReturned', 'claimed', 'assigned', 'released']) {
      expect(pendingHandover([offered(2), entry(3, kind)])).toBeUndefined();
    }
    expect(pendingHandover([offered(2), entry(3, 'handoverReturned'), offered(4)])?.seq).toBe(4);
    expect(pendingHandover([])).toBeUndefined();
  });

  it('tells when it changed hands last', () => {
    expect(lastChangeOfHands([entry(1, 'claimed'), entry(2, 'noteAdded')])).toBe(0);
    expect(lastChangeOfHands([entry(3, 'assigned'), entry(4, 'handoverAccepted'), entry(5, 'claimed')])).toBe(4);
  });

  it('knows whether the customer has a link', () => {
    expect(hasTrackingLink([entry(1, 'trackingLinkMade')])).toBe(true);
    expect(hasTrackingLink([entry(1, 'trackingLinkMade'), entry(2, 'trackingLinkRevoked')])).toBe(false);
    expect(hasTrackingLink([])).toBe(false);
  });
});
