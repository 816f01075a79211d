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
        lastText: entry.data.text ?? '',
        lastAt: entry.at,
        lastBy: 'customer',
        waitingSince: summary.waitingSince ?? entry.at,
      };
    case 'noteAdded':
      return { ...next, lastText: entry.data.text ?? '', lastAt: entry.at, lastBy: 'employee' };
    case 'replyQueued':
      return { ...next, lastText: entry.data.text ?? '', lastAt: entry.at, lastBy: 'employee' };
    case 'claimed':
    case 'handoverAccepted':
    case 'assigned': {
      const owner = entry.data.employeeId;
      if (!owner) return next;
      const name = (entry.actor.id === owner ? entry.actor.name : undefined) ?? nameOf(owner);
      const names = name === undefined ? {} : { ownerName: name, accountableName: name };
      const queue = entry.kind === 'handoverAccepted' && entry.data.queue ? { queue: entry.data.queue } : {};
      return { ...without(next, 'ownerName', 'accountableName'), owner, accountable: owner, ...names, ...queue };
    }
    case 'released':
      return without(next, 'owner', 'ownerName');
    case 'stateChanged':
      return entry.data.to
        ? {
          ...without(next, 'snoozedUntil'), state: entry.data.to as Summary['state'],
          ...(entry.data.until === undefined ? {} : { snoozedUntil: entry.data.until }),
        } : next;
    case 'labelsChanged':
      return entry.data.labels ? { ...next, labels: entry.data.labels } : next;
    case 'priorityChanged':
      return entry.data.to ? { ...next, priority: entry.data.to as Summary['priority'] } : next;
    default:
      return next;
  }
}

type Optional = 'owner' | 'ownerName' | 'accountableName' | 'snoozedUntil';

function without(summary: Summary, ...names: readonly Optional[]): Summary {
  const left = { ...summary };
  for (const name of names) Reflect.deleteProperty(left, name);
  return left;
}

/** Two tellings of one head: the later one is believed. Equal heads: the list's row, it carries due times. */
export function laterSummary(held: Summary | undefined, told: Summary): Summary {
  return held && held.head > told.head ? held : told;
}
