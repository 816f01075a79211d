/**
 * How this reader's dates and figures are written, and in which time zone the days begin. Set once before the
 * first paint and again when the reader chooses otherwise; whoever keeps a formatter asks here for it.
 */
export type Language = 'en' | 'de';

const fallback: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

let locale = fallback.en;
let timeZone: string | undefined;
const formatters = new Map<string, Intl.DateTimeFormat>();
let figures: Intl.NumberFormat | undefined;

/** The language of the page: what was chosen, else the first one of the browser that we speak, else English. */
export function languageFor(chosen: 'auto' | Language, browser: readonly string[]): Language {
  if (chosen !== 'auto') return chosen;
  for (const tag of browser) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === 'en' || language === 'de') return language;
  }
  return 'en';
}

/** Of one language the reader's own country, as far as the browser tells: "en-US" writes dates unlike "en-GB". */
export function setLocale(language: Language, browser: readonly string[]): void {
  locale = browser.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? fallback[language];
  formatters.clear();
  figures = undefined;
}

/** An IANA id; nothing, or one this browser does not know, means the machine's own. */
export function setTimeZone(id: string | undefined): void {
  timeZone = id !== undefined && isTimeZone(id) ? id : undefined;
  formatters.clear();
}

export function isTimeZone(id: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: id });
    return true;
  } catch {
    return false;
  }
}

export function currentLocale(): string {
  return locale;
}

export function count(n: number): string {
  figures ??= new Intl.NumberFormat(locale);
  return figures.format(n);
}

/** A formatter of this reader's locale and time zone; made once for each name. */
export function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone });
  formatters.set(name, made);
  return made;
}

const dayMs = 86_400_000;

/** The wall clock's reading as if it were UTC: what days and hours are counted with. */
function wallClock(ms: number): number {
  if (timeZone === undefined) return ms - new Date(ms).getTimezoneOffset() * 60_000;
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  const wall = formatter('wall', {
    calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  for (const { type, value } of wall.formatToParts(ms)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The number of the reader's day: equal for two moments of one day, one more for the next. */
export function dayNumber(ms: number): number {
  return Math.floor(wallClock(ms) / dayMs);
}

export function yearOf(ms: number): number {
  return new Date(wallClock(ms)).getUTCFullYear();
}

/** 0 is Sunday. */
export function weekdayOf(ms: number): number {
  return new Date(wallClock(ms)).getUTCDay();
}

/** The moment at which the reader's clock shows this hour, so many days from `ms`. */
export function atHour(ms: number, days: number, hour: number): number {
  return momentOf((dayNumber(ms) + days) * dayMs + hour * 3_600_000);
}

/** The moment at which a day of the reader begins, or the day so many after it; nothing for what is no day. */
export function startOfDay(day: string, later = 0): number | undefined {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(day);
  return isDay ? momentOf(wall + later * dayMs) : undefined;
}

/** The moment at which the reader's clock shows this. */
function momentOf(wall: number): number {
  // The offset near the wanted moment, asked twice: the first answer may lie on the other side of a clock change.
  const near = wall - (wallClock(wall) - wall);
  return wall - (wallClock(near) - near);
}

/** Hour and minute on the reader's clock as "HH:mm". */
export function clockKey(ms: number): string {
  return new Date(wallClock(ms)).toISOString().slice(11, 16);
}

/** Day, hour and minute on the reader's clock as "2026-11-22T09:00". */
export function clockText(ms: number): string {
  return new Date(wallClock(ms)).toISOString().slice(0, 16);
}

/** The moment at which the reader's clock shows "2026-11-22T09:00"; nothing for what is no such reading. */
export function momentOfClock(text: string): number | undefined {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : NaN;
  return Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(text) ? undefined : momentOf(wall);
}

/** What the reader's time zone is called at that moment. */
export function zoneName(ms: number): string {
  return formatter('zone', { timeZoneName: 'long' }).formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
