/**
 * Finds in a text what its author gives her word for, and until when: pure, English and German, on the reader's clock. It only suggests: what is found is shown and
 * kept by a person, so it would rather miss one than take a question, a quotation or the past for a promise.
 */
import { atHour, clockText, momentOfClock, weekdayOf } from '../locale';
import { englishDays, englishGiven, englishNone, englishTimes } from './english';
import { germanDays, germanGiven, germanNone, germanTimes } from './german';
import { dayEnd } from './when';
import type { Clock, Rule, Saying } from './when';

export interface FoundPromise {
  /** The sentence, without its last mark. */
  text: string;
  dueAt: number;
}

interface Language { days: readonly Rule[]; times: readonly Rule[]; given: RegExp; none: RegExp }

const languages: readonly Language[] = [
  { days: englishDays, times: englishTimes, given: englishGiven, none: englishNone },
  { days: germanDays, times: germanTimes, given: germanGiven, none: germanNone },
];

export const textMax = 300;
const foundMax = 5;
const searchedMax = 10_000;
const lateHours = [dayEnd, 20, 23];

export function findPromises(text: string, now: number): readonly FoundPromise[] {
  const found: FoundPromise[] = [];
  for (const sentence of sentencesOf(withoutQuotes(text.slice(0, searchedMax)))) {
    if (found.length === foundMax) break;
    const dueAt = dueOf(sentence, now);
    if (dueAt !== undefined && dueAt > now) found.push({ text: shortened(sentence), dueAt });
  }
  return found;
}

function dueOf(sentence: string, now: number): number | undefined {
  if (/\?\s*$/u.test(sentence)) return undefined;
  for (const language of languages) {
    if (!language.given.test(sentence)) continue;
    const due = momentOf(sentence, language, now);
    if (due !== undefined) return due;
  }
  return undefined;
}

function momentOf(sentence: string, language: Language, now: number): number | undefined {
  const clock = clockOf(now);
  const days = saidBy(language.days, sentence, clock).filter((saying) => !language.none.test(clauseAround(sentence, saying)));
  const times = saidBy(language.times, sentence, clock);
  const day = days[0];
  if (day?.ms !== undefined) return now + day.ms;
  if (day) {
    const at = times.find((time) => areBeside(sentence, day, time));
    return momentAt(now, day.days ?? 0, at?.hour ?? day.hour, at?.minute ?? 0);
  }
  // A time alone is one of today, or of tomorrow when it has passed; only where a word says that it is an end.
  const alone = times.find((time) => /^(?:by|before|at|until|bis|um|gegen|spätestens)/iu.test(sentence.slice(time.start, time.end)) && !language.none.test(clauseAround(sentence, time)));
  if (alone?.hour === undefined) return undefined;
  const today = momentAt(now, 0, alone.hour, alone.minute ?? 0);
  return today !== undefined && today > now ? today : momentAt(now, 1, alone.hour, alone.minute ?? 0);
}

/** The rules in their order: what says more stands before what says less, and what a longer phrase has taken is not read again. */
function saidBy(rules: readonly Rule[], sentence: string, clock: Clock): readonly Saying[] {
  const said: Saying[] = [];
  for (const { pattern, read } of rules) {
    for (const match of sentence.matchAll(pattern)) {
      const saying = { start: match.index, end: match.index + match[0].length };
      if (said.some((other) => saying.start < other.end && other.start < saying.end)) continue;
      const meant = read(match, clock);
      if (meant) said.push({ ...saying, ...meant });
    }
  }
  return said.sort((a, b) => a.start - b.start);
}

/** "by Friday at 10", "by 10 on Friday": nothing of weight stands between them. */
function areBeside(sentence: string, day: Saying, time: Saying): boolean {
  const between = day.end <= time.start ? sentence.slice(day.end, time.start) : sentence.slice(time.end, day.start);
  return time.end <= day.start || day.end <= time.start ? /^[\s,(]*(?:at|by|um|bis|on|am|,)?\s*$/iu.test(between) : false;
}

/** What is asked, denied or past counts only beside the moment: "please bear with us, we will call by Friday". */
function clauseAround(sentence: string, { start, end }: Saying): string {
  const breaks = /[,;:–—(]|(?<!\p{L})(?:and|but|und|aber|sondern|so)(?!\p{L})/giu;
  let from = 0;
  let to = sentence.length;
  for (const match of sentence.matchAll(breaks)) {
    if (match.index < start) from = match.index + match[0].length;
    else if (match.index >= end) {
      to = match.index;
      break;
    }
  }
  return sentence.slice(from, to);
}

/** Without an hour the end of the day's work; where that has passed, the end of the evening. */
function momentAt(now: number, days: number, hour: number | undefined, minute: number): number | undefined {
  if (hour !== undefined) return at(now, days, hour, minute);
  return days > 0 ? at(now, days, dayEnd, 0) : lateHours.map((late) => at(now, 0, late, 0)).find((late) => late !== undefined && late > now);
}

function at(now: number, days: number, hour: number, minute: number): number | undefined {
  const day = clockText(atHour(now, days, 12)).slice(0, 10);
  return hour === 24 ? atHour(now, days + 1, 0) : momentOfClock(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
}

function clockOf(now: number): Clock {
  const [year = 0, month = 1, day = 1] = clockText(now).slice(0, 10).split('-').map(Number);
  return { now, weekday: weekdayOf(now), year, month, day };
}

/** What others wrote is blanked: lines of a mail behind ">", and words in quotation marks. */
function withoutQuotes(text: string): string {
  return text.replace(/^\s*>.*$/gmu, '').replace(/[“„«»][^“”„«»\n]*[“”«»]|"[^"\n]*"/gu, '…');
}

function sentencesOf(text: string): readonly string[] {
  // A full stop between digits, behind a single letter or a day's number ends nothing.
  return text.split(/\n+|(?<=[!?…])\s+|(?<!(?:^|[\s.])\p{L}\.)(?<!\d\.)(?<=\.)\s+/u).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

function shortened(sentence: string): string {
  const plain = [...sentence.replace(/[.!…]+$/u, '').replace(/\s+/gu, ' ').trim()];
  return plain.length <= textMax ? plain.join('') : `${plain.slice(0, textMax - 1).join('')}…`;
}
