/** Which proposed words still wait for a colleague. Pure. */
import type { Entry } from '../../api/types';

export function openProposals(entries: readonly Entry[]): ReadonlySet<number> {
  const open = new Map<number, string | null | undefined>();
  for (const { kind, seq, actor, data } of entries) {
    if (kind === 'draftProposed') {
      // Newer words of the same author take the place of older ones.
      for (const [other, author] of open) if (author === actor.id) open.delete(other);
      open.set(seq, actor.id);
    } else if (data.proposalSeq !== undefined) {
      open.delete(data.proposalSeq);
    } else if (kind === 'stateChanged' && (data.to === 'resolved' || data.to === 'closed')) {
      open.clear();
    }
  }
  return new Set(open.keys());
}
