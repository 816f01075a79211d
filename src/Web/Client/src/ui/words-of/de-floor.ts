/** German: the open floor. */
import { count } from '../locale';
import type { englishFloor } from './en-floor';

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const germanFloor: typeof englishFloor = {
  title: 'Wer uns braucht', go: 'Zu Wer uns braucht', hint: 'Menschen, die öffentlich geschrieben und noch keine Antwort haben',
  failed: 'Das ließ sich nicht lesen. Nichts ist verloren.', empty: 'Zu Ihren Themen wartet öffentlich niemand.', emptyAll: 'Öffentlich wartet niemand.',
  total: (n: number) => many(n, 'Mensch wartet', 'Menschen warten'), choose: 'Wählen Sie in der Liste jemanden aus.',
  back: 'Wer uns braucht', refresh: 'Neu nachsehen', noName: 'Jemand',
  enrol: {
    title: 'Helfen, wo uns jemand braucht', about: 'Menschen schreiben uns öffentlich, und jeder hier kann ihnen antworten. Sie beginnen mit Zusehen; was Ihnen gelingt, lässt Sie mehr tun.',
    promises: 'Was Sie versprechen', list: [
      'Ich schreibe als ich selbst, mit meinem Vornamen.', 'Ich sage, was stimmt, und sage es, wenn ich etwas nicht weiß.', 'Was ich übernehme, bringe ich zu Ende oder gebe es zurück.',
      'Nummern, Adressen und Buchungen gehören nicht ins Öffentliche.', 'Wenn ich unsicher bin, frage ich einen Kollegen.',
    ],
    accept: 'Das verspreche ich', topics: 'Womit Sie sich auskennen', noTopics: 'Noch keine Themen: Sie sehen alle, die warten.', join: 'Mithelfen', changed: 'Die Versprechen haben sich geändert. Bitte lesen Sie sie noch einmal.',
  },
  grades: { observe: 'Sie sehen zu', draft: 'Sie entwerfen', answer: 'Sie antworten', act: 'Sie antworten und dürfen geben' },
  gradeNames: { observe: 'Zusehen', draft: 'Entwerfen', answer: 'Antworten', act: 'Antworten und geben' },
  progress: {
    observe: (done: number, of: number) => `${count(done)} von ${count(of)} Antworten gelesen`, draft: (done: number, of: number) => `${count(done)} von ${count(of)} Entwürfen gesendet`,
    answer: (done: number, of: number) => `${count(done)} von ${count(of)} gut beantwortet`,
  },
  then: { draft: 'dann dürfen Sie entwerfen', answer: 'dann dürfen Sie antworten', act: 'dann dürfen Sie auch etwas geben' },
  byRole: 'Sie antworten ohnehin; hier wählen Sie, wer Sie am meisten braucht.', changedBy: (who: string, to: string) => `${who} hat Ihre Stufe auf „${to}“ gesetzt:`, raised: (to: string) => `Ihre Ergebnisse haben Sie auf „${to}“ gehoben.`,
  leave: 'Nicht mehr mithelfen', leaveSure: 'Nicht mehr mithelfen? Was Sie erreicht haben, bleibt.',
  why: (n: number) => `Warum ${count(n)}`, whyOf: {
    need: (words: string) => `bittet um Hilfe: ${words}`, anger: (words: string) => `ist verärgert: ${words}`, waiting: (n: number) => `wartet ${many(n, 'Minute', 'Minuten')}`,
    repeats: (n: number) => `schrieb ${count(n)}-mal ohne Antwort`, reach: (n: number) => many(n, 'Mensch liest mit', 'Menschen lesen mit'),
  },
  points: (n: number) => `+${count(n)}`, before: 'Sie haben schon geantwortet', waitsSince: (when: string) => `wartet seit ${when}`,
  lists: { waiting: 'Wartend', mine: 'Meine', answered: 'Beantwortet' }, mineEmpty: 'Sie haben niemanden und noch niemandem geantwortet.', answeredEmpty: 'Zuletzt wurde öffentlich niemandem geantwortet.',
  has: (who: string) => `${who} hat das`, youHave: 'Sie haben das', nobody: 'Ohne Besitzer',
  claim: 'Für 10 Minuten übernehmen', giveBack: 'Zurückgeben', resolve: 'Erledigen', until: (time: string) => `Ihres bis ${time}`, observing: 'Sie sehen noch zu: lesen Sie, wie Kollegen antworten.',
  read: 'Das habe ich gelesen', readDone: 'Gezählt. Danke fürs Lesen.',
  answer: 'Ihre Antwort, für alle lesbar', propose: 'Einem Kollegen vorschlagen', proposeHint: 'Ein Kollege liest es und sendet es in Ihrem Namen.', post: 'Öffentlich antworten',
  proposed: 'Vorgeschlagen. Ein Kollege wird es lesen.', sent: 'Unterwegs.', busy: 'Wird gesendet…',
  refused: { 'already-owned': 'Jemand war schneller.', 'newer-message': 'Es gibt neuere Worte. Lesen Sie sie zuerst, dann senden Sie noch einmal.', 'floor-grade': 'Das dürfen Sie noch nicht.', 'owned-by-other': 'Das hat schon ein Kollege.', 'illegal-move': 'Das geht nicht mehr.' },
  refusedElse: 'Das ist nicht geschehen. Ihre Worte sind noch da.',
  card: {
    title: (who: string) => `${who} schlägt vor`, own: 'Ihr Vorschlag', hint: 'Es geht öffentlich hinaus, unter diesem Namen.', send: 'So senden', edit: 'Ändern und senden', giveBack: 'Zurückgeben', keep: 'Abbrechen',
    word: 'Ein Wort dazu', text: 'Die Antwort', sendEdited: 'Senden', sentBy: (author: string, sender: string) => `${author}, gesendet von ${sender}`, sentByYou: (author: string) => `${author}, von Ihnen gesendet`, given: (who: string, author: string, word: string) => `${who}: Worte von ${author} zurückgegeben: „${word}“`,
    over: 'Vorgeschlagene Worte, nicht mehr offen',
  },
  people: { title: 'Offenes Feld', about: 'Wer mithilft, und wie weit. Eine Stufe steigt durch Ergebnisse; von Hand gesetzt braucht sie einen Grund, den die Person liest.', none: 'Noch hilft niemand mit.', grade: 'Darf', reason: 'Warum', set: 'Setzen', change: 'Ändern', byRole: 'Antwortet durch die Rolle' },
};
