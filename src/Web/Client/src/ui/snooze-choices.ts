import { atHour, clockText, momentOfClock, weekdayOf } from './locale';
import { words } from './words';

export interface SnoozeChoice { label: string; until: string }

const hourMs = 3_600_000;

/** Four times that are almost always the right one, in the agent's own time zone. */
export function snoozeChoices(now: number): readonly SnoozeChoice[] {
  const choice = (label: string, ms: number): SnoozeChoice => ({ label, until: new Date(ms).toISOString() });
  const daysToMonday = (8 - weekdayOf(now)) % 7 || 7;
  return [
    choice(words.snooze.hour, now + hourMs),
    choice(words.snooze.threeHours, now + 3 * hourMs),
    choice(words.snooze.tomorrow, atHour(now, 1, 9)),
    ...(daysToMonday === 1 ? [] : [choice(words.snooze.monday, atHour(now, daysToMonday, 9))]),
  ];
}

export type MomentTrouble = 'none' | 'passed' | 'tooFar';

/** The server's own bound: a year, and the day of a leap year. */
const farthestMs = 366 * 24 * hourMs;

/** What a choice of one's own begins with: tomorrow at nine, as the reader's clock shows it. */
export function firstOffered(now: number): string {
  return clockText(atHour(now, 1, 9));
}

/** The moment at which the reader's clock shows what was chosen, or what is wrong with it. */
export function chosenMoment(text: string, now: number): number | MomentTrouble {
  const chosen = momentOfClock(text);
  if (chosen === undefined) return 'none';
  if (chosen <= now) return 'passed';
  return chosen > now + farthestMs ? 'tooFar' : chosen;
}
