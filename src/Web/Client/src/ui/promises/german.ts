/** How German says when, who gives a word, and what is none. */
import { inNextWeek, rule, span, time, toDate, toMonthEnd, toWeekday } from './when';
import type { Rule, Unit } from './when';

const numbers = ['ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'];
const weekdays = ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'];
const months = ['januar', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'];
const parts: Record<string, number> = { früh: 9, vormittag: 12, mittag: 13, nachmittag: 17, abend: 20 };

const lead = '(?:bis(?: spätestens)?(?: zum| am| kommenden| diesen)?|(?:spätestens |noch )?am(?: kommenden)?|spätestens|kommenden|diesen|noch diesen|vor)';
const part = '(?:\\s+(früh|vormittag|mittag|nachmittag|abend))?';
const dayName = `(${weekdays.join('|')}|sonnabend)(vormittag|mittag|nachmittag|abend)?`;
const amount = `(einer halben|ein(?:er|em|en)?(?: paar)?|wenigen|${numbers.slice(1).join('|')}|\\d{1,3})`;

const countOf = (word: string): number => {
  const said = word.toLowerCase();
  if (said === 'einer halben') return 0.5;
  if (said.endsWith('paar') || said === 'wenigen') return 3;
  if (said.startsWith('ein')) return 1;
  return numbers.includes(said) ? numbers.indexOf(said) + 1 : Number(said);
};
const weekdayOf = (word: string): number => (word.toLowerCase() === 'sonnabend' ? 6 : weekdays.indexOf(word.toLowerCase()));
const partOf = (word: string | undefined) => (word === undefined ? {} : { hour: parts[word.toLowerCase()] ?? 17 });

const unitOf = (word: string): Unit => {
  const said = word.toLowerCase();
  if (said.startsWith('min')) return 'minute';
  if (said.startsWith('st')) return 'hour';
  if (said.startsWith('w') && !said.startsWith('werk')) return 'week';
  return said.startsWith('werk') || said.startsWith('arbeit') ? 'workingDay' : 'day';
};

export const germanDays: readonly Rule[] = [
  rule(`(?:in|innerhalb(?: von)?|innerhalb der nächsten|binnen|in den nächsten) ${amount}\\s*(min(?:uten?)?|stunden?|std\\.?|tag(?:en|e|es)?|werktag(?:en|e|es)?|arbeitstag(?:en|e|es)?|wochen?)`, (m, clock) => span(countOf(m[1] ?? ''), unitOf(m[2] ?? ''), clock)),
  rule('(?:bis )?übermorgen', () => ({ days: 2 })),
  rule(`(?<!guten )(?:bis )?(?:spätestens )?morgen${part}`, (m) => ({ days: 1, ...partOf(m[1]) })),
  rule(`(?:bis |noch )?heute(?: noch)?${part}`, (m) => ({ days: 0, ...partOf(m[1]) })),
  rule('bis (?:zum )?ende (?:der |dieser )?(?:nächsten|nächster|kommenden|kommender) woche|nächste woche|in der nächsten woche|kommende woche', (_, clock) => ({ days: inNextWeek(5, clock) })),
  rule('(?:bis )?(?:zum )?ende (?:der|dieser) woche|(?:noch )?diese woche|in dieser woche|bis (?:zum )?wochenende', (_, clock) => ({ days: toWeekday(5, clock) })),
  rule('(?:bis )?(?:zum )?(?:monatsende|ende des monats|ende dieses monats)', (_, clock) => ({ days: toMonthEnd(clock) })),
  rule('bis (?:zum )?feierabend', () => ({ days: 0 })),
  rule(`(?:bis |am )?(?:nächsten|nächster) ${dayName}${part}`, (m, clock) => ({ days: inNextWeek(weekdayOf(m[1] ?? ''), clock), ...partOf(m[2] ?? m[3]) })),
  rule(`${lead}\\s+${dayName}${part}`, (m, clock) => ({ days: toWeekday(weekdayOf(m[1] ?? ''), clock), ...partOf(m[2] ?? m[3]) })),
  rule(`${lead}\\s+(\\d{1,2})\\.\\s?(${months.join('|')})(?: (\\d{4}))?`, (m, clock) => days(toDate(Number(m[1]), months.indexOf((m[2] ?? '').toLowerCase()) + 1, m[3] === undefined ? undefined : Number(m[3]), clock))),
  rule(`${lead}\\s+(\\d{1,2})\\.(\\d{1,2})\\.(?:(\\d{4})|(\\d\\d))?`, (m, clock) => days(toDate(Number(m[1]), Number(m[2]), m[3] !== undefined ? Number(m[3]) : m[4] === undefined ? undefined : 2000 + Number(m[4]), clock))),
];

export const germanTimes: readonly Rule[] = [
  rule('(?:bis|gegen|um|vor|spätestens um|bis spätestens) (\\d{1,2})(?:[:.](\\d\\d))?(?: ?uhr)?(?: (\\d\\d))?(?!\\.\\d|\\s*(?:%|prozent|euro|€|tage|stunden))', (m) => time(Number(m[1]), Number(m[2] ?? m[3] ?? 0))),
  rule('(\\d{1,2})(?:[:.](\\d\\d))? ?uhr', (m) => time(Number(m[1]), Number(m[2] ?? 0))),
];

const verbs = 'werden?|melden?|schicken?|senden?|rufen?|prüfen?|kümmern?|kümmere|erstatten?|geben?|schreiben?|antworten?|klären?|kläre|liefern?|liefere|überweisen?|bringen?|sagen?|kommen?|versprechen?|informieren?|bestätigen?|tauschen?|ersetzen?|reparieren?|versenden?|machen?|erledigen?|buchen?|leiten?|sehen?|holen?|haben?';

/** Who gives a word: ich or wir with a verb of the present on either side, or what the customer will have. */
export const germanGiven = new RegExp(`(?<!\\p{L})(?:(?:ich|wir)\\s+(?:\\p{L}+\\s+){0,3}?(?:${verbs})|(?:${verbs})\\s+(?:ich|wir)|sie\\s+(?:erhalten|bekommen|hören)|(?:erhalten|bekommen|hören)\\s+sie|wird|werden)(?!\\p{L})`, 'iu');

/** Asked of the customer, denied, uncertain, or past. */
export const germanNone = /(?<!\p{L})(?:bitte|(?:können|könnten|würden|wollen|haben) sie|sie (?:müssen|sollten|können|müssten)|wenn|falls|sofern|nicht|kein(?:e|en)?|vielleicht|eventuell|gestern|vorgestern|letzte[nrs]?|vergangene[nr]?|wurden?|war(?:en)?|hatten?|seit|jeden|immer|gewöhnlich|normalerweise|geöffnet|gültig|wie versprochen)(?!\p{L})|(?<!\p{L})(?:habe|haben|hat|ist|sind)(?!\p{L})[^,;]*?(?<!\p{L})(?:\p{L}*ge\p{L}+(?:t|en)|ver\p{L}+t|\p{L}*(?:erstattet|versandt|versendet|überwiesen|erledigt|erhalten|bestellt|besprochen|informiert))(?!\p{L})/iu;

function days(count: number | undefined) {
  return count === undefined ? undefined : { days: count };
}
