/** German words of who has a conversation and to whom it is handed, of tracking links, and of one's own voice. */
import { count } from '../locale';
import { hat } from './german';
import type { englishHandover } from './en-handover';

export const germanHandover: typeof englishHandover = {
  handover: {
    title: 'Übergeben', to: 'An', choose: 'Wählen', colleagues: 'Kollegen', queues: 'Warteschlangen', summary: 'Was sollte man dort wissen?', wait: 'Wartet', keeps: 'Sie haben es, bis jemand es übernimmt. Übernimmt es niemand, kommt es zu Ihnen zurück.',
    waits: { 600: '10 Minuten', 1800: '30 Minuten', 3600: '1 Stunde', 14400: '4 Stunden', 86400: '24 Stunden' },
    you: 'Sie', youHave: 'Sie haben das', has: (who) => `${who} hat das`, handedTo: (to, until) => `an ${to} übergeben, wartet bis ${until}`,
    take: 'Übernehmen', giveBack: 'Zurückgeben', keep: 'Behalten', log: 'Wer das hatte', onDuty: '(im Dienst)', since: (when) => `seit ${when}`, fromTo: (from, to) => `${from} – ${to}`,
    pingPong: (n) => (n === 1 ? 'kam einmal zurück' : `kam ${count(n)} Mal zurück`), orphan: (seconds) => `wartete ${seconds < 120 ? `${count(seconds)} s` : `${count(Math.round(seconds / 60))} min`} auf jemanden, der fort war`,
    done: (who, to) => `${who} wartet auf ${to}`, taken: (who) => `Sie haben das jetzt: ${who}`, returned: (who) => `Zurückgegeben: ${who}`, kept: (who) => `Sie behalten das: ${who}`,
    entry: {
      offered: (who, to) => `${who} ${hat(who)} das an ${to} übergeben`, accepted: (who) => `${who} ${hat(who)} das übernommen`, returned: (who) => `${who} ${hat(who)} das nicht übernommen`, said: (line, text) => `${line}: „${text}“`,
      withdrawn: (who) => `${who} ${hat(who)} das doch behalten`, expired: (who) => `Niemand hat es übernommen: ${who} ${hat(who)} es weiter`, ended: 'Die Übergabe ist zu Ende', linkMade: (who) => `${who} ${hat(who)} einen Verfolgungslink gemacht`, linkRevoked: (who) => `${who} ${hat(who)} den Verfolgungslink beendet`,
    },
    notice: {
      offered: (who, customer) => `${who} möchte Ihnen ${customer} übergeben`, accepted: (who, customer) => `${customer}: übernommen von ${who}`, returned: (customer) => `${customer} kam zurück: Niemand hat übernommen`, returnedBy: (who, customer) => `${customer}: zurückgegeben von ${who}`,
    },
  },
  tracking: {
    copy: 'Verfolgungslink kopieren', copied: 'Kopiert. Der Link zeigt dem Kunden, wer das hat, und sonst nichts.', intoReply: 'In die Antwort setzen', end: 'Verfolgungslink beenden', ended: 'Der Verfolgungslink führt jetzt nirgendwohin.', inReply: (url) => `Hier sehen Sie, wer Ihre Nachricht hat: ${url}`,
  },
  voice: {
    page: 'Ihre Stimme', about: 'Was am Ende Ihrer Antworten steht, und welchen Namen Kunden sehen. Der Server fügt es an, so bekommt jedes Netz dasselbe.', signOffHint: 'Unter privaten Antworten.', short: 'Öffentlich', shortHint: 'Kurz, hinter öffentlichen Antworten: zum Beispiel Initialen.',
    name: 'Ihr Name', first: 'Vorname', full: 'Ganzer Name', nameHint: (name) => `Kunden sehen: ${name}`, channels: 'Andere Worte in einem Kanal', channelsHint: 'Eine Zeile; leer gelassen gelten die Worte oben.', preview: 'So liest es sich', inPrivate: (name) => `${name}, in einer privaten Nachricht`, inPublic: (name) => `${name}, öffentlich`, sample: 'Ihr Koffer ist unterwegs.',
  },
};
