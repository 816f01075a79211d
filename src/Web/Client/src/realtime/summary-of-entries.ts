import type { Entry, Summary } from '../api/types';

/**
 * What an entry says about the head of its conversation, as far as it can be said without asking.
 * Due times are the server's arithmetic and are never made up here: the list's rows bring them.
 */
export function applyToSummary(summary: Summary, entry: Entry, nameOf: (id: string) => string | undefined): Summary {
  if (entry.seq <= summary.head) return summary;
  const next = { ...summary, head: entry.seq };
  switch (entry.kind) {
    case 'messageReceived':
      return {
        ...next,
        lastText: entry.data.text ?? null,
        lastAt: entry.at,
        lastBy: 'customer',
        waitingSince: summary.waitingSince ?? entry.at,
      };
    case 'noteAdded':
      return { ...next, lastText: entry.data.text ?? null, lastAt: entry.at, lastBy: 'employee' };
    case 'replyQueued':
      return { ...next, lastText: entry.data.text ?? null, lastAt: entry.at, lastBy: 'employee' };
    case 'claimed':
    case 'assigned': {
      const owner = entry.data.employeeId;
      if (!owner) return next;
      const name = (entry.actor.id === owner ? entry.actor.name : undefined) ?? nameOf(owner) ?? null;
      return { ...next, owner, ownerName: name, accountable: owner, accountableName: name };
    }
    case 'released':
      return { ...next, owner: null, ownerName: null };
    case 'stateChanged':
      return entry.data.to
        ? { ...next, state: entry.data.to as Summary['state'], snoozedUntil: entry.data.until ?? null } : next;
    case 'labelsChanged':
      return entry.data.labels ? { ...next, labels: entry.data.labels } : next;
    case 'priorityChanged':
      return entry.data.to ? { ...next, priority: entry.data.to as Summary['priority'] } : next;
    default:
      return next;
  }
}

/** Two tellings of one head: the later one is believed. Equal heads: the list's row, it carries due times. */
export function laterSummary(held: Summary | undefined, told: Summary): Summary {
  return held && held.head > told.head ? held : told;
}
