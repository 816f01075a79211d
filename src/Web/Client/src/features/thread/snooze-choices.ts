import { words } from '../../ui/words';

export interface SnoozeChoice { label: string; until: string }

const hourMs = 3_600_000;

/** Four times that are almost always the right one, in the agent's own time zone. */
export function snoozeChoices(now: number): readonly SnoozeChoice[] {
  const choice = (label: string, ms: number): SnoozeChoice => ({ label, until: new Date(ms).toISOString() });
  const daysToMonday = (8 - new Date(now).getDay()) % 7 || 7;
  return [
    choice(words.snooze.hour, now + hourMs),
    choice(words.snooze.threeHours, now + 3 * hourMs),
    choice(words.snooze.tomorrow, atNine(now, 1)),
    ...(daysToMonday === 1 ? [] : [choice(words.snooze.monday, atNine(now, daysToMonday))]),
  ];
}

function atNine(now: number, days: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(9, 0, 0, 0);
}
