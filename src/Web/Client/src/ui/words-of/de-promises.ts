/** German words of what is promised to customers. */
import type { englishPromises } from './en-promises';
import { hat } from './german';

export const germanPromises: typeof englishPromises = {
  title: 'Zusagen', none: 'Hier ist nichts zugesagt.', add: 'Etwas zusagen', failed: 'Die Zusagen ließen sich nicht lesen. Nichts ist verloren.',
  youPromise: (what, when) => `Sie sagen zu: ${what}, ${when}`, keepIt: 'Ja, zusagen', change: 'Ändern', notOne: 'Keine Zusage', taken: 'Geht als Zusage hinaus', takeBack: 'Rückgängig',
  youPromised: (what, when) => `Von Ihnen zugesagt: ${what}, ${when}`, promised: (who, what, when) => `Von ${who} zugesagt: ${what}, ${when}`,
  kept: 'Gehalten', move: 'Verschieben', handOver: 'Übergeben', release: 'Nicht mehr nötig', keeps: (what) => `Das löst „${what}“ ein`,
  what: 'Was Sie zusagen', when: 'Bis wann', make: 'Das zusagen', tell: 'Was der Kunde erfährt', moveTitle: 'Die Zusage verschieben', releaseTitle: 'Die Zusage ist nicht mehr nötig', handTitle: 'Die Zusage übergeben', moveIt: 'Senden und verschieben', why: 'Warum es nicht mehr nötig ist', releaseIt: 'Aufgeben', toWhom: 'Wer dafür einsteht', handIt: 'Übergeben', close: 'Schließen',
  tooLong: 'Es ist länger als 300 Zeichen.', gone: 'Worte gelöscht',
  states: { open: 'offen', dueSoon: 'bald fällig', kept: 'gehalten', keptLate: 'verspätet gehalten', broken: 'nicht gehalten', released: 'nicht mehr nötig' },
  late: (by) => `${by} zu spät`, moved: (n) => (n === 1 ? 'einmal verschoben' : `${String(n)}-mal verschoben`), answers: (who) => `${who} steht dafür ein`,
  open: (n) => (n === 1 ? 'Eine Zusage ist offen.' : `${String(n)} Zusagen sind offen.`), openOne: (what, when) => `Noch zugesagt: ${what}, ${when}`, followUp: 'Dann wieder vorlegen', followed: (who) => `${who} kommt zurück, wenn die Zusage fällig ist`,
  mine: 'Meine Zusagen', company: 'Alle', toKeep: 'Zu halten', notKept: 'Nicht gehalten', lists: 'Welche Zusagen', noneMine: 'Sie schulden niemandem ein Wort.', noneCompany: 'Nichts ist zugesagt.', more: 'Mehr zeigen',
  notices: {
    promiseDueSoon: (customer) => `Eine Zusage an ${customer} ist bald fällig`, promiseDue: (customer) => `Eine Zusage an ${customer} ist jetzt fällig`,
    promiseBroken: (customer) => `Eine Zusage an ${customer} wurde nicht rechtzeitig gehalten`, promiseHandedOver: (who, customer) => `${who} hat Ihnen eine Zusage an ${customer} übergeben`,
  },
  entry: {
    promiseMade: (who, what, when) => `${who} ${hat(who)} zugesagt: „${what}“, fällig ${when}`, promiseDueSoon: (when) => `Zusage bald fällig: ${when}`, promiseDue: () => 'Zusage jetzt fällig', promiseBroken: () => 'Zusage nicht rechtzeitig gehalten',
    promiseKept: (who) => `${who} ${hat(who)} eine Zusage gehalten`, promiseKeptLate: (who) => `${who} ${hat(who)} eine Zusage verspätet gehalten`, promiseMoved: (who, when) => `${who} ${hat(who)} eine Zusage auf ${when} verschoben`,
    promiseReleased: (who) => `${who} ${hat(who)} eine Zusage aufgegeben`, promiseHandedOver: (who, to) => `${who} ${hat(who)} eine Zusage an ${to} übergeben`,
  },
};
