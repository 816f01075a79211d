/**
 * One command for many conversations: each has its own command id and its own answer, and each can be undone.
 * What was refused is counted, not hidden; the rest stands.
 */
import { newCommandId } from '../api/api';
import type { Api } from '../api/api';
import type { Person, Summary } from '../api/types';

export type BulkStep =
  | { kind: 'resolve' }
  | { kind: 'snooze'; until: string }
  | { kind: 'assign'; to: Person }
  | { kind: 'label'; label: string };

export interface BulkOutcome {
  step: BulkStep;
  done: readonly Summary[];
  failed: number;
  undo: () => Promise<void>;
}

/** Few enough not to crowd out what others do meanwhile. */
const atOnce = 4;

export async function runBulk(api: Api, me: Person, rows: readonly Summary[], step: BulkStep): Promise<BulkOutcome> {
  const done = await each(rows, (row) => forward(api, row, step));
  return {
    step,
    done,
    failed: rows.length - done.length,
    undo: async () => { await each(done, (row) => backward(api, me, row, step)); },
  };
}

function forward(api: Api, row: Summary, step: BulkStep): Promise<unknown> {
  switch (step.kind) {
    case 'resolve': return api.resolve(row.id, newCommandId());
    case 'snooze': return api.snooze(row.id, newCommandId(), step.until);
    case 'assign': return api.assign(row.id, newCommandId(), step.to.id);
    case 'label':
      return row.labels.includes(step.label) ? Promise.resolve() : api.setLabels(row.id, newCommandId(), [...row.labels, step.label]);
  }
}

async function backward(api: Api, me: Person, row: Summary, step: BulkStep): Promise<unknown> {
  switch (step.kind) {
    case 'resolve': case 'snooze': return api.reopen(row.id, newCommandId());
    case 'label': return api.setLabels(row.id, newCommandId(), row.labels);
    case 'assign':
      if (row.owner) return api.assign(row.id, newCommandId(), row.owner);
      // Nobody had it: only who has it can give it back.
      if (step.to.id !== me.id) await api.assign(row.id, newCommandId(), me.id);
      return api.release(row.id, newCommandId());
  }
}

/** Those for which it was done, in their order. */
async function each(rows: readonly Summary[], run: (row: Summary) => Promise<unknown>): Promise<readonly Summary[]> {
  const waiting = [...rows];
  const done = new Set<Summary>();
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      try {
        await run(row);
        done.add(row);
      } catch {
        // Refused or not reached: it is not among those that were done, and that is told.
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return rows.filter((row) => done.has(row));
}
