/** How far this person has read each conversation, remembered by this browser. Bounded: the oldest marks fall out. */
import type { Summary } from '../api/types';
import { Store } from './store';

const marksMax = 2_000;

export class ReadMarks {
  readonly all: Store<ReadonlyMap<string, number>>;
  private readonly key: string;

  constructor(employeeId: string) {
    this.key = `read.${employeeId}`;
    this.all = new Store(this.restore());
  }

  seqOf(conversationId: string): number {
    return this.all.get().get(conversationId) ?? 0;
  }

  mark(conversationId: string, seq: number): void {
    if (seq <= this.seqOf(conversationId)) return;
    const next = new Map(this.all.get());
    next.delete(conversationId);
    next.set(conversationId, seq);
    for (const id of next.keys()) {
      if (next.size <= marksMax) break;
      next.delete(id);
    }
    this.all.set(next);
    try {
      localStorage.setItem(this.key, JSON.stringify([...next]));
    } catch {
      // Full or forbidden storage: the marks last until the page is closed.
    }
  }

  private restore(): ReadonlyMap<string, number> {
    try {
      const stored = JSON.parse(localStorage.getItem(this.key) ?? '[]') as unknown;
      return new Map(Array.isArray(stored) ? (stored as [string, number][]) : []);
    } catch {
      return new Map();
    }
  }
}

/** A row is unread while the customer's last words lie behind the mark; own bookkeeping never makes it so. */
export function isUnread(row: Summary, marks: ReadonlyMap<string, number>): boolean {
  const isCustomerLast = row.lastBy ? row.lastBy === 'customer' : Boolean(row.waitingSince);
  return isCustomerLast && row.head > (marks.get(row.id) ?? 0);
}
