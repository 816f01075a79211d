import { atHour, weekdayOf } from './locale';
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
