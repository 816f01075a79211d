import { count, currentLocale, dayNumber, formatter, yearOf } from './locale';
import { words } from './words';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const clock = () => formatter('clock', { hour: 'numeric', minute: '2-digit' });
const weekday = () => formatter('weekday', { weekday: 'short' });
const dayMonth = () => formatter('dayMonth', { day: 'numeric', month: 'short' });
const dayMonthYear = () => formatter('dayMonthYear', { day: 'numeric', month: 'short', year: 'numeric' });
const longDay = () => formatter('longDay', { weekday: 'long', day: 'numeric', month: 'long' });
const longDayYear = () => formatter('longDayYear', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const full = () => formatter('full', { dateStyle: 'full', timeStyle: 'medium' });

export type Tone = 'calm' | 'warn' | 'late';

/** "14:02" */
export function clockTime(ms: number): string {
  return clock().format(ms);
}

/** Everything about a moment, for the place where one looks twice. */
export function fullTime(ms: number): string {
  return full().format(ms);
}

/** "Today", "Yesterday", "Friday 20 November": the line above a day's messages. */
export function dayLine(ms: number, now: number): string {
  const days = daysBetween(ms, now);
  if (days === 0) return words.time.today;
  if (days === 1) return words.time.yesterday;
  return (isSameYear(ms, now) ? longDay() : longDayYear()).format(ms);
}

/** "16:12", "Fri 16:12", "12 Nov", "12 Nov 2024": as short as it can be said without doubt. */
export function shortMoment(ms: number, now: number): string {
  const days = daysBetween(ms, now);
  if (days === 0) return clockTime(ms);
  if (days > 0 && days < 7) return `${weekday().format(ms)} ${clockTime(ms)}`;
  return (isSameYear(ms, now) ? dayMonth() : dayMonthYear()).format(ms);
}

/** "today 16:12", "tomorrow 9:00", "Fri 9:00", "12 Nov 9:00" for what lies ahead. */
export function momentAhead(ms: number, now: number): string {
  const days = -daysBetween(ms, now);
  if (days <= 0) return clockTime(ms);
  if (days === 1) return words.time.tomorrow(clockTime(ms));
  if (days < 7) return `${weekday().format(ms)} ${clockTime(ms)}`;
  return `${dayMonth().format(ms)} ${clockTime(ms)}`;
}

/** "18 min", "3 h", "2 days": whole units, the one that a person would say. */
export function duration(ms: number): string {
  if (ms < minuteMs) return words.time.under;
  if (ms < 90 * minuteMs) return words.time.min(Math.floor(ms / minuteMs));
  if (ms < 36 * hourMs) return words.time.hours(Math.round(ms / hourMs));
  return words.time.days(Math.round(ms / dayMs));
}

export interface TimeLeftOf {
  state: string;
  dueAt?: string | null;
  waitingSince?: string | null;
  snoozedUntil?: string | null;
  lastAt?: string | null;
  createdAt: string;
}

/** Time left until an answer is due, ticking; or what stands in its place when nothing is due. */
export function timeLeft(row: TimeLeftOf, now: number): { text: string; tone: Tone } {
  if (row.state === 'snoozed') {
    const until = moment(row.snoozedUntil) ?? moment(row.dueAt);
    if (until !== undefined) return { text: words.time.until(momentAhead(until, now)), tone: 'calm' };
  }
  if (row.state === 'resolved') return { text: words.row.resolved, tone: 'calm' };
  if (row.state === 'closed') return { text: words.row.closed, tone: 'calm' };
  const due = moment(row.dueAt);
  if (due !== undefined) return leftUntil(due, moment(row.waitingSince) ?? moment(row.createdAt) ?? due, now);
  const waiting = moment(row.waitingSince);
  if (waiting !== undefined) return { text: words.time.waits(duration(now - waiting)), tone: 'calm' };
  const last = moment(row.lastAt) ?? moment(row.createdAt);
  return { text: last === undefined ? '' : shortMoment(last, now), tone: 'calm' };
}

function leftUntil(due: number, start: number, now: number): { text: string; tone: Tone } {
  const left = due - now;
  if (left <= 0) return { text: words.time.late(duration(Math.max(minuteMs, -left))), tone: 'late' };
  return { text: duration(left), tone: left < (due - start) / 4 ? 'warn' : 'calm' };
}

/** Milliseconds of an ISO time; nothing when it is absent or not a time. */
export function moment(iso: string | null | undefined): number | undefined {
  const ms = Date.parse(iso ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

/** Exact up to 9,999: "1,284". */
export function figure(n: number): string {
  return n > 9_999 ? `${count(9_999)}+` : count(n);
}

/** Two letters that stand for a person; whole characters, never half an emoji. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/u).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const letters = parts.map((part) => /[\p{L}\p{N}]\p{M}?/u.exec(part)?.[0] ?? '');
  return ((letters[0] ?? '') + (letters.length > 1 ? (letters.at(-1) ?? '') : '')).toLocaleUpperCase(currentLocale());
}

function daysBetween(ms: number, now: number): number {
  return dayNumber(now) - dayNumber(ms);
}

function isSameYear(a: number, b: number): boolean {
  return yearOf(a) === yearOf(b);
}

/** "340 kB", "2.4 MB": how big a file is. */
export function size(bytes: number): string {
  const isSmall = bytes < 1_000_000;
  const options = { style: 'unit', unit: isSmall ? 'kilobyte' : 'megabyte', maximumFractionDigits: isSmall ? 0 : 1 } as const;
  return new Intl.NumberFormat(currentLocale(), options).format(Math.max(1, bytes / 1_000) / (isSmall ? 1 : 1_000));
}
