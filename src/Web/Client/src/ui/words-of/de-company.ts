/** German words of what is set aside, undelivered, tested, labelled, and of what is wrong with a field. */
import { count } from '../locale';
import type { englishCompany } from './en-company';

const conversations = (n: number) => `${count(n)} ${n === 1 ? 'Gespräch' : 'Gespräche'}`;
const inConversations = (n: number) => `${count(n)} ${n === 1 ? 'Gespräch' : 'Gesprächen'}`;

export const germanCompany: typeof englishCompany = {
  wrong: {
    other: 'Das geht so nicht.',
    slugs: {
      'email-taken': 'Ein Kollege hat diese Adresse schon.', 'label-taken': 'Ein anderes Schlagwort heißt so.', 'topic-taken': 'Ein anderes Thema heißt so.', 'unknown-variable': 'Darin steht eine {{Variable}}, die es nicht gibt. Die es gibt, stehen oben.',
      'unknown-queue': 'Diese Warteschlange gibt es nicht mehr.', 'unknown-employee': 'Dieser Kollege kann Kunden nicht antworten.', 'empty-text': 'Darin stehen keine Worte.',
      'text-too-long': 'Das ist länger als 10.000 Zeichen.',
    },
    reasons: {
      'not-a-url': 'Das ist keine Adresse, die mit https:// beginnt.', 'not-https': 'Die Adresse muss mit https:// beginnen.', 'has-user-info': 'In der Adresse dürfen weder Name noch Passwort stehen.',
      'private-host': 'Diese Adresse führt in ein privates Netz. Antworten gehen nur in öffentliche.', 'other-port': 'Die Adresse darf keinen eigenen Port nennen.',
    },
    members: {
      name: 'Eine Zeile mit Worten darin, und nicht zu lang.', title: 'Eine Zeile mit Worten darin, und nicht zu lang.', email: 'Das ist keine E-Mail-Adresse.', to: 'Ein anderes Schlagwort heißt so.',
      shortcut: 'Ein Wort aus höchstens 40 Zeichen, ohne / und geschweifte Klammern.', replyUrl: 'Das ist keine Adresse, die mit https:// beginnt.',
    },
  },
  labelsPage: {
    about: 'Schlagwörter, die allen angeboten werden, jedes mit seinem Farbton. Ein Gespräch kann auch andere tragen.', add: 'Schlagwort anlegen', none: 'Noch kein Schlagwort.', hue: 'Farbton',
    hues: ['Rot', 'Orange', 'Gelb', 'Grün', 'Türkis', 'Blau', 'Violett', 'Rosa'], renameAbout: 'Ein neuer Name gilt auch in jedem Gespräch und jeder gemerkten Liste mit diesem Schlagwort.',
    left: (n) => `Noch ${conversations(n)}…`, renamed: (name, n) => `Es heißt jetzt ${name}, auch in ${inConversations(n)}`,
    removed: (name) => `Nicht mehr angeboten: ${name}. Gespräche, die es tragen, behalten es.`,
  },
  quarantine: {
    about: 'Was hereinkam und nicht gelesen werden konnte, steht hier, wie es kam. Ist der Grund behoben, lesen Sie es noch einmal: Nichts kommt doppelt an.', none: 'Nichts ist beiseitegelegt.', why: (what) => `Nicht gelesen: ${what}`,
    again: 'Noch einmal lesen', all: (n) => `Alle ${count(n)} noch einmal lesen`, busy: 'Wird noch einmal gelesen…', taken: 'Angenommen.',
    duplicate: 'Es war schon angenommen; es gibt nur eines davon.', still: (what) => `Es lässt sich noch immer nicht lesen: ${what}.`,
    gone: 'Es ist nicht mehr hier, oder sein Kanal ist ausgeschaltet.', progress: (done, of, taken) => `${count(done)} von ${count(of)} noch einmal gelesen, ${count(taken)} angenommen`,
  },
  faults: {
    notAnObject: 'es ist kein JSON-Objekt', missing: (member) => `„${member}“ fehlt`, wrongType: (member) => `„${member}“ hat den falschen Typ`,
    tooLong: (member) => `„${member}“ ist zu lang`, tooMany: (member) => `in „${member}“ steht zu viel`, unknown: (member) => `„${member}“ enthält ein unbekanntes Wort`,
    notHttp: (member) => `„${member}“ ist keine http-Adresse`,
  },
  replies: {
    title: 'Nicht zugestellte Antworten', about: 'Worte, auf die Kunden vielleicht noch warten. Über jede entscheidet ein Mensch.', failed: 'Diese gingen nicht hinaus', noFailed: 'Jede Antwort ging hinaus.',
    unknown: 'Bei diesen konnten wir nicht feststellen, ob sie ankamen', noUnknown: 'Von jeder Antwort ist bekannt, ob sie ankam.', tries: (n) => (n === 1 ? '1 Versuch' : `${count(n)} Versuche`),
    open: (who) => `Das Gespräch mit ${who} öffnen`, erased: 'Ihre Worte wurden gelöscht.', done: { retry: 'Wieder unterwegs', markSent: 'Als angekommen vermerkt', cancel: 'Verworfen' },
  },
  sending: {
    unsaid: 'ohne Angabe von Gründen', status: (code) => `die Antwort war ${code}`,
    known: {
      'forbidden-url': 'an diese Adresse dürfen keine Antworten gehen', 'no-reply-url': 'es gibt keine Adresse für Antworten', 'no-secret': 'es gibt kein Geheimnis zum Unterschreiben', 'dns-failed': 'diesen Rechnernamen kennt niemand',
      'connect-failed': 'unter dieser Adresse antwortet niemand', 'tls-failed': 'das Zertifikat ist nicht in Ordnung', 'connection-lost': 'die Verbindung brach ab', timeout: 'es dauerte zu lange', stopped: 'unser Server wurde inzwischen angehalten',
    },
  },
  test: {
    about: 'Eine Testnachricht nimmt denselben Weg wie das, was Kunden schreiben und was wir antworten.', in: 'Eine hereinschicken, wie ein Kunde', out: 'Eine hinausschicken, wie eine Antwort', busy: 'Unterwegs…',
    accepted: 'Sie kam herein und steht in einem eigenen Gespräch.', quarantined: (why) => `Sie kam herein und wurde beiseitegelegt: ${why}.`, sent: 'Die andere Seite hat sie angenommen.',
    refused: (why) => `Die andere Seite hat sie abgelehnt: ${why}.`, notSent: (why) => `Sie ging nicht hinaus: ${why}. Bei einer Antwort würde es noch einmal versucht.`,
    unclear: (why) => `Niemand kann sagen, ob sie ankam: ${why}.`, notPossible: 'Dieser Kanal lässt sich so nicht testen.',
  },
};
