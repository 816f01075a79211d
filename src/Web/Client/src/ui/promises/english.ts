/** How English says when, who gives a word, and what is none. */
import { inNextWeek, rule, span, time, toDate, toMonthEnd, toWeekday } from './when';
import type { Rule, Unit } from './when';

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const shortDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const parts: Record<string, number> = { morning: 12, afternoon: 17, evening: 20, night: 22 };

const lead = '(?:by|on|before|until|till|no later than|not later than|this|coming|for)';
const dayName = `(${weekdays.join('|')}|(?:${shortDays.join('|')})\\b\\.?)`;
const part = `(?:\\s+(morning|afternoon|evening|night))?`;
const monthName = `(${months.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|')})\\.?`;
const amount = `(half an|an?(?: couple of| few)?|${numbers.join('|')}|\\d{1,3})`;

const countOf = (word: string): number => {
  const said = word.toLowerCase();
  if (said === 'half an') return 0.5;
  if (said.endsWith('couple of')) return 2;
  if (said.endsWith('few')) return 3;
  if (said === 'a' || said === 'an') return 1;
  return numbers.includes(said) ? numbers.indexOf(said) + 1 : Number(said);
};
const weekdayOf = (word: string): number => shortDays.indexOf(word.slice(0, 3).toLowerCase());
const monthOf = (word: string): number => months.findIndex((month) => month.startsWith(word.slice(0, 3).toLowerCase())) + 1;
const partOf = (word: string | undefined) => (word === undefined ? {} : { hour: parts[word.toLowerCase()] ?? 17 });

const unitOf = (word: string): Unit => {
  const said = word.toLowerCase();
  if (said.startsWith('min')) return 'minute';
  if (said.startsWith('h')) return 'hour';
  if (said.startsWith('week')) return 'week';
  return /working|business/u.test(said) ? 'workingDay' : 'day';
};

export const englishDays: readonly Rule[] = [
  rule(`(?:in|within)(?: the next)? ${amount}\\s*(min(?:ute)?s?|h(?:ou)?rs?|hours?|days?|(?:working|business) days?|weeks?)`, (m, clock) => span(countOf(m[1] ?? ''), unitOf(m[2] ?? ''), clock)),
  rule('(?:by )?(?:the )?day after tomorrow', () => ({ days: 2 })),
  rule(`(?:by |until |till )?tomorrow${part}`, (m) => ({ days: 1, ...partOf(m[1]) })),
  rule('(?:by |until )?tonight', () => ({ days: 0, hour: 22 })),
  rule('(?:by |until )?this (morning|afternoon|evening)', (m) => ({ days: 0, ...partOf(m[1]) })),
  rule('(?:by |before |until )?(?:the )?(?:end|close) of (?:the |this )?(?:business day|business|day|today)|by eod|(?:by )?later today|by today|today', () => ({ days: 0 })),
  rule('(?:by |before |until )?(?:the )?end of next week|(?:some time |sometime )?next week', (_, clock) => ({ days: inNextWeek(5, clock) })),
  rule('(?:by |before |until )?(?:the )?end of (?:the |this )?week|this week', (_, clock) => ({ days: toWeekday(5, clock) })),
  rule('(?:by |before |until )?(?:the )?end of (?:the |this )?month', (_, clock) => ({ days: toMonthEnd(clock) })),
  rule(`(?:${lead}\\s+)?next ${dayName}${part}`, (m, clock) => ({ days: inNextWeek(weekdayOf(m[1] ?? ''), clock), ...partOf(m[2]) })),
  rule(`${lead}\\s+(?:this |coming )?${dayName}${part}`, (m, clock) => ({ days: toWeekday(weekdayOf(m[1] ?? ''), clock), ...partOf(m[2]) })),
  rule(`${lead}\\s+(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${monthName}(?: (\\d{4}))?`, (m, clock) => days(toDate(Number(m[1]), monthOf(m[2] ?? ''), m[3] === undefined ? undefined : Number(m[3]), clock))),
  rule(`${lead}\\s+${monthName} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?`, (m, clock) => days(toDate(Number(m[2]), monthOf(m[1] ?? ''), m[3] === undefined ? undefined : Number(m[3]), clock))),
  rule(`${lead}\\s+(\\d{4})-(\\d\\d)-(\\d\\d)`, (m, clock) => days(toDate(Number(m[3]), Number(m[2]), Number(m[1]), clock))),
];

export const englishTimes: readonly Rule[] = [
  rule('(?:by|before|at|until) (?:noon|midday)', () => ({ hour: 12, minute: 0 })),
  rule("(?:by|before|at|until|around|about) (\\d{1,2})(?:[:.](\\d\\d))?\\s*(am|pm|a\\.m\\.|p\\.m\\.)?(?: o['’]clock)?(?!\\s*(?:%|percent|euros?|pounds?|dollars?|€))", (m) => {
    const half = m[3]?.toLowerCase()[0];
    const hour = Number(m[1]);
    return time(half === 'p' && hour < 12 ? hour + 12 : half === 'a' && hour === 12 ? 0 : hour, Number(m[2] ?? 0));
  }),
  rule('(\\d{1,2})(?::(\\d\\d))?\\s*(am|pm|a\\.m\\.|p\\.m\\.)', (m) => {
    const isPm = m[3]?.toLowerCase().startsWith('p') === true;
    const hour = Number(m[1]);
    return time(isPm && hour < 12 ? hour + 12 : !isPm && hour === 12 ? 0 : hour, Number(m[2] ?? 0));
  }),
];

const verbs = 'call|send|get|write|refund|let|check|come|reply|answer|deliver|ship|have|fix|e-?mail|report|update|transfer|confirm|arrange|replace|credit|phone|ring|contact|follow|look|finish|sort|return|pay|bring|repair|post|forward|share|prepare|process|review|promise|aim|expect';

/** Who gives a word: I or we, or what the customer will have. */
export const englishGiven = new RegExp(`(?:(?<!\\p{L})|(?=['’]ll))(?:(?:i|we)\\s+(?:\\w+ly\\s+|also\\s+|then\\s+)?(?:${verbs})|will|shall|(?<=\\p{L})['’]ll|going to|can expect|is being sent|are being sent)(?!\\p{L})`, 'iu');

/** Asked of the customer, denied, uncertain, or past. */
export const englishNone = /(?<!\p{L})(?:please|(?:could|can|would|will|did|do) you|you (?:need|must|should|have) to|you['’]ll (?:need|have) to|you will (?:need|have) to|if|unless|in case|when you|won['’]t|will not|cannot|can['’]t|might|may|not sure|yesterday|ago|last (?:week|month|night|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|was|were|did|had|sent|called|told|you said|open (?:until|till)|valid (?:until|till)|closed (?:until|till)|every|each|since|usually|normally|as promised)(?!\p{L})/iu;

function days(count: number | undefined) {
  return count === undefined ? undefined : { days: count };
}
