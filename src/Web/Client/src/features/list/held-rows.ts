/**
 * What stands under a pointer or the focus does not move. While the list is held, its order is the one it had:
 * rows that changed change in place, rows that left stay as left, and what arrived is counted and waits.
 */
import type { Summary } from '../../api/types';

export interface ShownRow { row: Summary; isGone: boolean }
export interface HeldRows { rows: readonly ShownRow[]; arrived: number }

export function heldRows(held: readonly Summary[], live: readonly Summary[], isWindowFull: boolean): HeldRows {
  const liveById = new Map(live.map((row) => [row.id, row]));
  const heldIds = new Set(held.map((row) => row.id));
  const rows = held.map((row) => ({ row: liveById.get(row.id) ?? row, isGone: !liveById.has(row.id) }));

  if (!isWindowFull) return { rows, arrived: live.filter((row) => !heldIds.has(row.id)).length };

  // A full window slides: what fell off its end has not left the list, and what came in there has not arrived.
  const lastShared = rows.findLastIndex((shown) => !shown.isGone);
  const slid = rows.map((shown, index) => (index > lastShared ? { ...shown, isGone: false } : shown));
  const lastSharedLive = live.findLastIndex((row) => heldIds.has(row.id));
  const arrived = live.filter((row, index) => index < lastSharedLive && !heldIds.has(row.id)).length;
  return { rows: slid, arrived };
}
