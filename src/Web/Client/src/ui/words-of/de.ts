/** German: the same words, by the glossary beside this file. */
import { hat } from './german';
import { count } from '../locale';
import { germanAdmin } from './de-admin';
import { germanAsks } from './de-asks';
import { germanCompany } from './de-company';
import { germanHandover } from './de-handover';
import { germanOffers } from './de-offers';
import { germanPromises } from './de-promises';
import { germanFloor } from './de-floor';
import { germanWork } from './de-work';
import { germanGestures } from './de-gestures';
import type { Words } from './en';

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const german: Words = {
  app: 'Conversations',

  signIn: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    button: 'Anmelden',
    busy: 'Wird angemeldet…',
    refused: 'Diese Adresse und dieses Passwort gehören nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.',
    tooMany: 'Zu viele Versuche. Warten Sie fünf Minuten und versuchen Sie es dann noch einmal.',
    unreachable: 'Der Server antwortet nicht. Nichts ist verloren. Versuchen Sie es gleich noch einmal.',
    insecure: 'Passwörter werden nicht über einfaches http gesendet. Öffnen Sie diese Seite mit https.',
    stillIn: 'Sie sind noch angemeldet: Der Server antwortet nicht.',
    signedOut: 'Sie wurden abgemeldet. Was Sie geschrieben haben, bleibt in diesem Fenster erhalten.',
    linkBusy: 'Ihr Link wird geöffnet…',
    linkUsed: 'Dieser Link wurde schon benutzt. Jeder Link öffnet einmal. Bitten Sie um einen neuen, oder melden Sie sich an.',
    linkUnknown: 'Dieser Link gilt nicht. Kopieren Sie ihn noch einmal ganz, oder melden Sie sich an.',
    linkFailed: 'Der Server antwortet nicht, der Link wurde also nicht benutzt.',
  },

  views: { mine: 'Meine', unattended: 'Unbeantwortet', all: 'Alle offenen', queues: 'Warteschlangen', settings: 'Einstellungen', menu: 'Listen' },
  viewHint: {
    mine: 'Gespräche, die Sie haben',
    unattended: 'Noch niemand hat geantwortet, oder der Kunde wartet',
    all: 'Alles, was nicht geschlossen ist',
  },
  rail: { label: 'Listen', failed: 'Ihre Warteschlangen konnten nicht gelesen werden.' },
  presence: {
    since: (when) => `seit ${when}`, notHere: 'Nicht da', handBack: 'Alles zurückgeben…', handBackDo: 'Alles zurückgeben',
    handBackAbout: 'Jedes Gespräch, das Sie haben, geht mit dieser Notiz zurück in seine Warteschlange.', handBackNote: 'Eine Notiz für die Nächsten',
    handedBack: (n) => (n === 0 ? 'Sie hatten nichts zurückzugeben.' : `Zurückgegeben: ${many(n, 'Gespräch', 'Gespräche')}`),
    label: 'Ihre Anwesenheit', available: 'Ansprechbar', busy: 'Beschäftigt', away: 'Abwesend', wrapUp: 'Nacharbeit', offline: 'Offline',
    failed: 'Ihre Anwesenheit wurde nicht geändert: Der Server antwortet nicht.',
  },
  live: {
    live: 'Live', catchingUp: 'Holt auf…', down: (time) => `Nicht live seit ${time}, neuer Versuch läuft`,
    offline: (time) => `Nicht verbunden seit ${time}. Was Sie schreiben, bleibt erhalten.`,
  },

  list: {
    label: 'Gespräche', rows: (n) => many(n, 'Gespräch', 'Gespräche'),
    arrived: (n) => `${many(n, 'neues Gespräch', 'neue Gespräche')} · zeigen`,
    spoken: (n) => many(n, 'neues Gespräch', 'neue Gespräche'),
    search: 'Suchen', searchLabel: 'Diese Gespräche durchsuchen', clear: 'Filter aufheben',
    failed: 'Diese Liste konnte nicht gelesen werden. Nichts ist verloren.', denied: (who) => `Sie dürfen diese Liste nicht sehen. ${who} kann Sie freischalten.`,
    firstUse: 'Noch kein Gespräch. Wenn ein Kunde schreibt, erscheinen seine Worte hier von selbst.',
    firstChannel: 'Noch kein Kanal, also kann kein Kunde schreiben.',
    noChannel: (who) => `Noch kein Kanal, also kann kein Kunde schreiben. ${who} kann einen anlegen.`,
    done: 'Hier wartet nichts.', doneMine: 'Nichts wartet auf Sie.',
    waiting: (n, queue) => `${n === 1 ? 'Eine Person wartet' : `${count(n)} Personen warten`} in ${queue}`,
    waitingAny: (n) => `${n === 1 ? 'Eine Person wartet' : `${count(n)} Personen warten`} auf eine Antwort`,
    take: 'Das am längsten wartende übernehmen', noHits: (q) => `Nichts gefunden für „${q}“ in dieser Liste.`,
    noHitsOpen: (q) => `Nichts gefunden für „${q}“ in offenen Gesprächen.`, noHitsClosed: (q) => `Nichts gefunden für „${q}“ in geschlossenen Gesprächen.`,
    searchAll: 'Alle offenen durchsuchen', searchClosed: 'Auch geschlossene durchsuchen', closed: 'Geschlossen', width: 'Breite der Liste', an: 'Ein Admin',
  },
  filters: {
    nothing: 'Kein Gespräch passt durch diese Filter.', title: 'Filter', open: 'Offen', anyone: 'Alle', label: 'Schlagwort', order: 'Reihenfolge', sorts: { timeLeft: 'Zeit übrig', oldest: 'Älteste zuerst', newest: 'Neueste zuerst' },
    saveAs: 'Diese Liste merken als', save: 'Merken', forAll: 'Für alle', saved: 'Gemerkte Listen', remove: (name) => `${name} vergessen`, removed: (name) => `Vergessen: ${name}`,
  },
  search: {
    title: 'Suche', placeholder: 'Alles durchsuchen', close: 'Suche schließen', hint: 'Nachrichten, Antworten, Notizen, Kunden und Nummern, offen oder geschlossen.',
    failed: 'Die Suche hat nicht geantwortet. Nichts ist verloren.', none: (q) => `Nichts gefunden für „${q}“.`, more: 'Mehr zeigen', fresh: (time) => `Alles bis ${time} Geschriebene ist zu finden.`,
    newer: (n, isMore) => `${isMore ? `${count(n)}+ neue Treffer` : many(n, 'neuer Treffer', 'neue Treffer')} · zeigen`, spoken: (n) => many(n, 'neuer Treffer', 'neue Treffer'),
    kinds: { message: 'Nachricht', reply: 'Antwort', note: 'Notiz', customer: 'Kunde', id: 'Nummer' }, where: 'Wo', everywhere: 'Überall', inOpen: 'In offenen', any: 'Alle', until: 'Bis', days: { noDay: 'Das ist kein Datum.', beforeFrom: 'Das liegt vor dem ersten Tag.' }, noneNarrowed: (q: string) => `Mit diesen Filtern wurde nichts zu „${q}“ gefunden.`, since: 'Seit',
  },
  bulk: {
    label: 'Was ausgewählt ist', choose: 'Mehrere auswählen', chosen: (n) => `${count(n)} ausgewählt`, clear: 'Keine auswählen', busy: 'Arbeitet…',
    box: (who) => `${who} auswählen`, resolved: (n) => `Erledigt: ${many(n, 'Gespräch', 'Gespräche')}`,
    snoozed: (n) => `Zurückgestellt: ${many(n, 'Gespräch', 'Gespräche')}`,
    assigned: (n, to) => `${to} hat ${many(n, 'Gespräch', 'Gespräche')} mehr`,
    labelled: (n, label) => `„${label}“ steht an ${many(n, 'Gespräch', 'Gesprächen')}`,
    failed: (n) => `${many(n, 'Gespräch blieb', 'Gespräche blieben')}, wie ${n === 1 ? 'es war' : 'sie waren'}: Dort ging es nicht.`,
  },
  row: {
    you: 'Sie:', draft: 'Entwurf:', unclaimed: 'Ohne Besitzer', mine: 'Sie', writing: (name) => `${name} schreibt…`,
    more: (n) => `+${String(n)}`, priority: { low: 'Niedrig', normal: '', high: 'Hoch', urgent: 'Dringend' },
    resolved: 'Erledigt', closed: 'Geschlossen', noWords: 'Ohne Worte', nameless: 'Jemand ohne Namen', gone: 'nicht mehr in dieser Liste',
    unread: 'ungelesen',
  },
  time: {
    seconds: (n) => `${String(n)} s`, min: (n) => `${String(n)} Min.`, hours: (n) => `${String(n)} Std.`, days: (n) => many(n, 'Tag', 'Tage'),
    late: (time) => `${time} zu spät`, under: 'unter 1 Min.', until: (when) => `bis ${when}`,
    today: 'Heute', yesterday: 'Gestern', tomorrow: (time) => `morgen ${time}`, waits: (time) => `wartet ${time}`,
  },

  thread: {
    label: 'Gespräch', none: 'Wählen Sie ein Gespräch aus der Liste.', noneAction: 'Das erste öffnen', nothing: 'Ein Gespräch, das Sie wählen, steht hier.',
    failed: 'Dieses Gespräch konnte nicht gelesen werden. Nichts ist verloren.', retry: 'Noch einmal versuchen',
    denied: (who) => `Sie dürfen dieses Gespräch nicht sehen. ${who} kann Sie freischalten.`,
    missing: 'Hier ist kein Gespräch. Vielleicht ist die Adresse unvollständig.', back: 'Zurück zur Liste', backShort: 'Zurück',
    earlier: 'Frühere Nachrichten werden gelesen…', earlierFailed: 'Frühere Nachrichten konnten nicht gelesen werden.', later: 'Spätere Nachrichten werden gelesen…', laterFailed: 'Spätere Nachrichten konnten nicht gelesen werden.', isStart: 'Hier hat es begonnen.',
    unread: (time) => `Neu seit ${time}`, newBelow: (n) => `${many(n, 'neue Nachricht', 'neue Nachrichten')} ↓`, toEnd: 'Zur neuesten ↓',
    received: (time) => `empfangen ${time}`, public: 'Öffentlich', private: 'Privat', note: 'Notiz', onlyUs: 'Nur Kollegen können das lesen',
    changes: (n) => many(n, 'Änderung', 'Änderungen'), less: 'Weniger zeigen', showAll: (n) => `Alle ${count(n)} Zeichen zeigen`,
    you: 'Sie', toYou: 'Ihnen', system: 'Conversations', via: (how) => `durch ${how}`, media: (type, host) => `${type} auf ${host}`,
    picture: 'Bild', video: 'Video', audio: 'Ton', file: 'Datei', brokenMedia: 'Eine Datei, deren Adresse sich nicht öffnen lässt',
    hint: { claim: 'übernehmen', reply: 'antworten', resolve: 'erledigen und weiter' }, writing: (names) => `${names} schreibt…`,
    viewing: (names) => `${names} liest das auch`, unsaved: (names) => `${names} hat hier Worte, die noch nicht gesendet sind`,
  },
  delivery: {
    otherDevice: (text) => `Auf einem anderen Gerät hatten Sie geschrieben: „${text}“`, takeOther: 'Das nehmen',
    sending: 'Wird gesendet…', held: (s) => `Wird in ${String(s)} s gesendet`, undo: 'Rückgängig', sent: 'Gesendet', delivered: 'Zugestellt', read: 'Gelesen',
    failed: 'Das ging nicht hinaus.', tryAgain: 'Noch einmal versuchen', edit: 'Bearbeiten', unknown: 'Wir konnten nicht feststellen, ob das ankam.',
    arrived: 'Es kam an', sendAgain: 'Noch einmal senden', drop: 'Verwerfen', unreachable: 'Nicht gesendet: Der Server antwortet nicht. Ihre Worte bleiben erhalten.',
    refused: 'Das wurde nicht gesendet.', cancelled: 'Zurückgenommen', newer: (who) => `${who} hat noch einmal geschrieben, während Sie schrieben.`,
    show: 'Zeigen', sendAnyway: 'Trotzdem senden', owned: (who) => `${who} hat das.`, asNote: 'Als Notiz hinzufügen', someone: 'Ein Kollege',
    elsewhere: (who) => `Ihre Worte an ${who} sind nicht hinausgegangen.`,
  },
  composer: {
    attach: 'Datei anhängen', attached: 'Angehängte Dateien', detach: (name) => `${name} abnehmen`, attaching: (n) => `${many(n, 'Datei ist', 'Dateien sind')} unterwegs…`,
    pasted: 'bild.png', tooBig: (name) => `${name} ist größer als 10 MB.`, notAttached: (name, why) => `${name} wurde nicht angehängt: ${why}`,
    suggestions: 'Vorschläge', sendAnd: 'Senden, und dann', sendSnooze: (when) => `Senden und wieder vorlegen: ${when}`,
    wordsOf: (who) => `Worte von ${who}, die Sie zu Ihren machen können`,
    label: 'Schreiben', public: 'Öffentliche Antwort', private: 'Private Nachricht', note: 'Notiz', customer: 'den Kunden',
    seePublic: 'Alle können das lesen', seePrivate: (who) => `Nur ${who} kann das lesen`, seeNote: 'Nur Kollegen können das lesen',
    post: 'Öffentlich schreiben', send: (who) => `An ${who} senden`, addNote: 'Notiz hinzufügen', placeholder: (who) => `An ${who} schreiben`,
    placeholderPublic: 'Für alle lesbar schreiben', placeholderNote: 'Für Kollegen schreiben', confirmPublic: 'Alle können das lesen, für immer. Wirklich schreiben?',
    postIt: 'Öffentlich schreiben', notYet: 'Noch nicht', noteToPublic: 'Sie haben das für Kollegen geschrieben. In eine öffentliche Antwort verwandeln?',
    turn: 'Öffentlich machen', keepNote: 'Als Notiz behalten', tooLong: (n) => `${count(n)} Zeichen zu viel`, closed: 'Dieses Gespräch ist geschlossen.',
    resolved: 'Das ist erledigt. Eine Antwort öffnet es wieder.', reopen: 'Wieder öffnen', hisOwn: (who) => `${who} hat das.`, mayNotWrite: 'Sie dürfen das lesen, nicht darin schreiben.',
  },
  actions: {
    nextBest: 'Das Nächste für mich',
    claim: 'Übernehmen', release: 'Zurückgeben', resolve: 'Erledigen', resolveNext: 'Erledigen und weiter', snooze: 'Zurückstellen', reopen: 'Wieder öffnen',
    labels: 'Schlagwörter', priority: 'Vorrang', handOver: 'Übergeben', promise: 'Etwas zusagen', ask: 'Kollegen fragen', reply: 'Antworten', note: 'Notiz', more: 'Mehr', customer: 'Kunde',
    next: 'Nächstes Gespräch', previous: 'Voriges Gespräch', open: 'Öffnen', backOrClose: 'Zurück, schließen', undo: 'Rückgängig',
    nextUnread: 'Nächste ungelesene Nachricht', previousUnread: 'Vorige ungelesene Nachricht', context: 'Kundenspalte', search: 'Suchen', keys: 'Diese Tasten',
    everything: 'Alles', send: 'Senden', sendResolve: 'Senden und erledigen', audience: 'Ändern, wer es lesen kann', panes: 'Nächste Spalte',
    give: 'Etwas geben', copyLink: 'Link kopieren', copyEntryLink: 'Link zu dieser Nachricht kopieren', snoozeMoment: 'Zu anderer Zeit zurückstellen', select: 'Auswählen', selectTo: 'Bis hier auswählen', sendSnooze: 'Senden und zurückstellen',
    goMine: 'Zu Meine', goUnattended: 'Zu Unbeantwortet', goAll: 'Zu Alle offenen', goQueues: 'Zu den Warteschlangen', goSettings: 'Zu den Einstellungen', goFloor: germanFloor.go, signOut: 'Abmelden',
  },
  groups: { list: 'Liste', thread: 'Gespräch', write: 'Schreiben', go: 'Gehen zu', app: 'Überall' },
  done: {
    resolved: (who) => `Erledigt: ${who}`, snoozed: (who, until) => `${who} kommt zurück: ${until}`, released: (who) => `Zurückgegeben: ${who}`,
    assigned: (who, to) => `${to} hat das jetzt: ${who}`, taken: (who) => `${who} hat das vor Ihnen übernommen`, unreachable: 'Der Server antwortet nicht. Nichts wurde geändert.',
    refused: (what) => `Nicht getan: ${what}.`, illegal: (state) => `Das geht jetzt nicht: Das Gespräch ist ${state}.`, dismiss: 'Schließen',
  },
  states: {
    new: 'neu', offered: 'angeboten', owned: 'in Arbeit', waitingCustomer: 'wartet auf den Kunden', waitingInternal: 'wartet auf Kollegen', snoozed: 'zurückgestellt',
    resolved: 'erledigt', closed: 'geschlossen',
  },
  snooze: { title: 'Wieder vorlegen', hour: 'In einer Stunde', threeHours: 'In drei Stunden', tomorrow: 'Morgen 9:00', monday: 'Montag 9:00', other: 'Zu anderer Zeit…', moment: 'Wann es zurückkommt', zone: (name) => `Auf Ihrer Uhr: ${name}`,
    troubles: { none: 'Wählen Sie einen Tag und eine Uhrzeit.', passed: 'Dieser Zeitpunkt ist vorbei. Wählen Sie einen späteren.', tooFar: 'Das liegt mehr als ein Jahr voraus. Wählen Sie einen früheren.' } },
  links: { copied: 'Link kopiert', title: 'Link', refused: 'Der Browser ließ uns nicht kopieren. Hier steht der Link:' },
  labels: { all: (n) => `Alle ${count(n)} zeigen`, title: 'Schlagwörter', placeholder: 'Neues Schlagwort', add: 'Hinzufügen', remove: (label) => `${label} entfernen`, none: 'Keine Schlagwörter', tooMany: 'Ein Gespräch trägt höchstens 50 Schlagwörter.' },
  priority: { low: 'Niedrig', normal: 'Normal', high: 'Hoch', urgent: 'Dringend' },
  context: {
    label: 'Kunde', title: 'Kunde', followers: (n) => many(n, 'Follower', 'Follower'), channel: 'Kanal', queue: 'Warteschlange', owner: 'Besitzer', accountable: 'Zuständig', state: 'Stand',
    began: 'Begonnen', waiting: 'Wartet seit', due: 'Antwort fällig', thread: 'Faden', priority: 'Vorrang', labels: 'Schlagwörter', nobody: 'Noch niemand', visibility: 'Wer es lesen kann', everyone: 'Alle',
    onlyThem: 'Der Kunde und wir', none: 'Wer geschrieben hat und was wir wissen, steht hier, wenn ein Gespräch offen ist.', close: 'Schließen', edit: 'Ändern', failed: 'Nichts ist bekannt, solange das Gespräch nicht gelesen werden kann.',
  },
  settings: {
    title: 'Einstellungen', pages: 'Seiten der Einstellungen', mine: 'Meine', company: 'Firma',
    page: { looks: 'Sprache und Aussehen', keys: 'Tasten' },
    sound: 'Ton', soundHint: 'Ein leiser Ton, wenn etwas nicht untergehen darf, höchstens einer in zehn Sekunden.', soundTest: 'Anhören', browser: 'Hinweise des Browsers', browserHint: 'Wenn diese Seite im Hintergrund ist. Sie sagen wer, nie was geschrieben wurde.',
    browserBlocked: 'Der Browser erlaubt es nicht. Erlauben Sie Hinweise für diese Seite in seinen Einstellungen.', quiet: 'Ruhezeiten', quietHint: 'Hinweise werden gezeigt, ohne Ton.', quietFrom: 'Von', quietTo: 'bis',
    signOff: 'Grußformel',
    language: 'Sprache', auto: 'Wie der Browser', timeZone: 'Zeitzone', timeZoneAuto: (zone) => `Wie dieses Gerät: ${zone}`,
    theme: 'Hell oder dunkel', system: 'Wie das System', light: 'Hell', dark: 'Dunkel', density: 'Zeilen', comfortable: 'Bequem', compact: 'Eng',
    comfortableHint: 'Drei Zeilen je Gespräch', compactHint: 'Zwei Zeilen je Gespräch', keys: 'Kürzel aus einer Taste', keysHint: 'c übernimmt, r antwortet, e erledigt. Aus: Nur Kürzel mit Strg bleiben.',
    on: 'An', off: 'Aus', session: 'Diese Sitzung', signOut: 'Abmelden', notSaved: 'Nur in diesem Browser gemerkt: Der Server antwortet nicht.', signedInAs: (name, email) => `${name} · ${email}`,
    ownKeys: 'Eigene Tasten', ownKeysHint: 'Drücken Sie einen Knopf und dann die Taste, die gelten soll. Entf nimmt die Taste weg, Esc lässt alles, wie es war.', noKey: 'Keine Taste',
    pressKey: 'Taste drücken', keyTaken: (key, what) => `${key} gehört zu: ${what}.`, keysReset: 'Alles wie ausgeliefert', changeKey: (what, key) => `${what}: ${key}. Ändern`,
  },
  admin: germanAdmin,
  ...germanCompany,
  work: germanWork,
  ...germanHandover,
  gestures: germanGestures,
  asks: germanAsks,
  offers: germanOffers,
  promises: germanPromises,
  canned: {
    page: 'Textbausteine', about: 'Tippen Sie beim Schreiben / und das Kürzel. Das wird eingesetzt:', add: 'Textbaustein anlegen', none: 'Noch kein Textbaustein.', title: 'Titel', shortcut: 'Kürzel, ohne /',
    text: 'Worte', scope: 'Für wen', mine: 'Für mich', all: 'Für alle', inQueue: (queue) => `Für ${queue}`, edit: 'Ändern', keep: 'Behalten', remove: 'Löschen', removed: (title) => `Gelöscht: ${title}`,
  },
  notices: {
    title: 'Hinweise', unseen: (n) => `${many(n, 'Hinweis', 'Hinweise')}, noch nicht gesehen`, none: 'Es gibt nichts zu melden.',
    assigned: (who, customer) => `${who} hat Ihnen ${customer} übergeben`, mentioned: (who, customer) => `${who} hat Sie erwähnt: ${customer}`,
    customerAnswered: (customer) => `${customer} hat geantwortet`, snoozeEnded: (customer) => `${customer} ist wieder da`, deliveryFailed: (customer) => `Ihre Antwort an ${customer} ist vielleicht nicht angekommen`,
    leaseLapsing: (customer) => `${customer} geht bald zurück: Schreiben Sie, oder geben Sie es zurück`, queueAlarm: (customer) => `${customer} wartet zu lange, und niemand hat es`, other: (customer) => `Etwas Neues: ${customer}`,
    forOther: (said, who) => `${said} (für ${who}, noch nicht gesehen)`,
  },
  palette: { label: 'Alles', placeholder: 'Was möchten Sie tun?', none: (q) => `Nichts heißt „${q}“.` },
  keys: { title: 'Tasten', off: 'Kürzel aus einer Taste sind in den Einstellungen ausgeschaltet.', close: 'Schließen' },
  entry: {
    claimed: (who) => `${who} ${hat(who)} das übernommen`, released: (who) => `${who} ${hat(who)} das zurückgegeben`, assigned: (who, to) => `${who} ${hat(who)} das an ${to} übergeben`, lapsed: (queue) => `Zurück an ${queue}: Niemand hat geschrieben`, away: (queue, who) => `Zurück an ${queue}: ${who} ${hat(who)} die Verbindung verloren`, wentPrivate: (queue) => `Zurück an ${queue}: Jetzt schreibt jemand privat`,
    offered: (to) => `${to} angeboten`, offerEnded: (to) => `${to} ${hat(to)} es nicht übernommen`, state: { resolved: (who) => `${who} ${hat(who)} das erledigt`, closed: () => 'Geschlossen', snoozed: (who) => `${who} ${hat(who)} das zurückgestellt`, reopened: (who) => `${who} ${hat(who)} das wieder geöffnet`, other: (state) => `Jetzt ${state}` },
    labels: (who) => `${who} ${hat(who)} die Schlagwörter geändert`, priority: (who) => `${who} ${hat(who)} den Vorrang geändert`, priorityTo: (who, to) => `${who} ${hat(who)} den Vorrang auf ${to} gesetzt`, cancelled: (who) => `${who} ${hat(who)} eine Antwort zurückgenommen, ehe sie hinausging`, dropped: (who) => `${who} ${hat(who)} eine Antwort verworfen`, unknown: (kind) => `Etwas ist geschehen: ${kind}`,
  },
  refusals: {
    'empty-text': 'Es standen keine Worte darin.', 'text-too-long': 'Es ist länger als 10.000 Zeichen.', 'audience-mismatch': 'Dieser Kanal nimmt es für diese Leser nicht an.',
    'illegal-move': 'Das Gespräch ist geschlossen.', forbidden: 'Sie dürfen das lesen, nicht darin schreiben.', 'not-found': 'Das Gespräch ist nicht mehr da.',
  },
  failure: { title: 'Diese Seite ist auf etwas Unerwartetes gestoßen.', safe: 'Alles Gesendete hat der Server, Ihre Entwürfe dieses Fenster.', reload: 'Neu laden' },
  loading: 'Wird gelesen…',
  floor: germanFloor,
};
