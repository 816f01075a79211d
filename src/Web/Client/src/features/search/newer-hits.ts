/**
 * What a search finds when it is asked again, beside what it found before. What stands under a pointer or the focus does not move: while the hits are
 * held they change in place, and what is new is counted and waits. Pure.
 */
import type { SearchHit, SearchPage } from '../../api/types';

export interface Hits {
  items: readonly SearchHit[];
  /** Where the hits after these begin; nothing when these are all. */
  next: string | undefined;
}

export function keyOf(hit: SearchHit): string {
  return `${hit.conversation.id} ${String(hit.seq)} ${hit.kind}`;
}

/** The newest page in the place of the old one; what was read after it stays as it is read. */
export function joined(before: Hits, page: SearchPage): Hits {
  const next = page.next ?? undefined;
  const last = page.items.at(-1);
  const end = last === undefined || next === undefined ? -1 : before.items.findIndex((hit) => keyOf(hit) === keyOf(last));
  if (end < 0) return { items: page.items, next };
  const first = new Set(page.items.map(keyOf));
  const after = before.items.slice(end + 1).filter((hit) => !first.has(keyOf(hit)));
  return after.length === 0 ? { items: page.items, next } : { items: [...page.items, ...after], next: before.next };
}

/** The same hits in the same order, as they are now. */
export function inPlace(before: readonly SearchHit[], page: SearchPage): readonly SearchHit[] {
  const now = new Map(page.items.map((hit) => [keyOf(hit), hit]));
  return before.map((hit) => now.get(keyOf(hit)) ?? hit);
}

/** How many have come since; `isMore` when there may be more than the page holds. */
export function newer(before: readonly SearchHit[], page: SearchPage): { count: number; isMore: boolean } {
  const known = new Set(before.map(keyOf));
  const count = page.items.filter((hit) => !known.has(keyOf(hit))).length;
  return { count, isMore: count > 0 && count === page.items.length && (page.next ?? undefined) !== undefined };
}
