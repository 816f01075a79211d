/** What a phrase says of a moment, before it is known which: a day, a time of day, or a span from now. */
export interface Saying { start: number; end: number; days?: number; ms?: number; hour?: number; minute?: number }

export interface Clock {
  now: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Of today, as the reader's calendar shows it. */
  year: number;
  month: number;
  day: number;
}

/** How one language says a day or a time; the words stand alone, so that "Thursday" is not found in "Thursdays". */
export interface Rule { pattern: RegExp; read: (match: RegExpExecArray, clock: Clock) => Omit<Saying, 'start' | 'end'> | undefined }

export const dayEnd = 17;

export function rule(pattern: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu'), read };
}

/** Days to the next such weekday, today included. */
export function toWeekday(weekday: number, clock: Clock): number {
  return (weekday - clock.weekday + 7) % 7;
}

/** The same weekday of the calendar's next week; weeks begin on Monday. */
export function inNextWeek(weekday: number, clock: Clock): number {
  return 7 - ((clock.weekday + 6) % 7) + ((weekday + 6) % 7);
}

/** Days to a date; without a year the next one there is. */
export function toDate(day: number, month: number, year: number | undefined, clock: Clock): number | undefined {
  const today = Date.UTC(clock.year, clock.month - 1, clock.day);
  const read = (of: number) => {
    const date = new Date(Date.UTC(of, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
  };
  const wanted = read(year ?? clock.year);
  if (wanted === undefined) return undefined;
  const meant = wanted < today && year === undefined ? read(clock.year + 1) ?? wanted : wanted;
  return Math.round((meant - today) / 86_400_000);
}

/** So many days of work from today. */
export function workingDays(count: number, clock: Clock): number {
  let days = 0;
  for (let left = count; left > 0;) {
    days += 1;
    const weekday = (clock.weekday + days) % 7;
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return days;
}

export function toMonthEnd(clock: Clock): number {
  return new Date(Date.UTC(clock.year, clock.month, 0)).getUTCDate() - clock.day;
}

export type Unit = 'minute' | 'hour' | 'day' | 'workingDay' | 'week';

/** Hours and minutes are counted to the minute; days and weeks end with the day's work. */
export function span(count: number, unit: Unit, clock: Clock): Omit<Saying, 'start' | 'end'> | undefined {
  if (!(count > 0) || count > 366) return undefined;
  switch (unit) {
    case 'minute': return { ms: count * 60_000 };
    case 'hour': return { ms: count * 3_600_000 };
    case 'day': return { days: Math.round(count) };
    case 'workingDay': return { days: workingDays(Math.round(count), clock) };
    case 'week': return { days: Math.round(count * 7) };
  }
}

export function time(hour: number, minute: number): Omit<Saying, 'start' | 'end'> | undefined {
  return hour > 24 || minute > 59 ? undefined : { hour, minute };
}
