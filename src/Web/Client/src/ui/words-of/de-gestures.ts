/** German words of what may be given, of asking for a co-sign, and of the policy. */
import type { englishGestures } from './en-gestures';

export const germanGestures: typeof englishGestures = {
  title: 'Sie dürfen geben, hier und jetzt', give: 'Etwas geben', kind: 'Was', amount: (currency) => `Wie viel, in ${currency}`, reason: 'Warum', cancel: 'Lassen', busy: 'Wird gegeben…',
  kinds: { refund: 'Erstattung', credit: 'Guthaben', replacement: 'Ersatz', upgrade: 'Aufwertung', feeWaived: 'Gebühr erlassen', gift: 'Geschenk' },
  upTo: (amount) => `bis ${amount}`, nothing: 'nichts mehr', withCoSign: (amount) => `mit ihr ${amount}`,
  none: 'Niemand hat festgelegt, was gegeben werden darf.', setIt: 'Festlegen, was gegeben werden darf', failed: 'Was Sie geben dürfen, konnte nicht gelesen werden.', notMoney: 'Ein Betrag wie 50 oder 49,50.', whyMissing: 'Sagen Sie in ein paar Worten, warum.',
  limits: {
    perAction: 'auf einmal', coSignAbove: 'ohne Gegenzeichnung', perConversation: 'für dieses Gespräch', perCustomer30Days: 'für diesen Kunden in 30 Tagen', perEmployeeWeek: 'für diese Woche',
    perTeamDay: 'für Ihr Team heute', notGiven: 'dafür',
  },
  button: (amount) => `${amount} geben`, denied: (wanted, limit, rule) => `${wanted} ist mehr als Ihre ${limit} ${rule}.`, deniedKind: 'Das wird hier nicht gegeben.',
  deniedNow: (wanted, rule) => `${wanted} geht nicht: Es ist nichts mehr übrig ${rule}.`,
  askCoSign: 'Um Gegenzeichnung bitten', given: (amount, kind) => `Gegeben: ${amount}, ${kind}`, receipt: (version) => `Nach Regelung ${String(version)}.`, toFulfil: 'Unterwegs zur Auszahlung.',
  insert: 'In die Antwort setzen', sentence: (amount, kind) => `Wir geben Ihnen ${amount} (${kind}).`, unreachable: 'Der Server antwortet nicht. Versuchen Sie es noch einmal: Nichts wird doppelt gegeben.',
  asked: (who, what) => `${who} bittet Sie um Gegenzeichnung: ${what}.`, waiting: (what, until) => `Wartet bis ${until} auf eine Gegenzeichnung: ${what}.`, takeBack: 'Zurücknehmen', coSign: 'Gegenzeichnen', no: 'Nein', because: (why) => `„${why}“`,
  over: 'Das hat sich inzwischen erledigt.',
  other: (who) => `Nichts wurde gegeben: Inzwischen hat hier jemand anderes geschrieben. Noch einmal drücken gibt es ${who}.`,
  undone: {
    label: 'Gegeben und nicht ausgeführt', failed: (what) => `Gegeben, aber nicht ausgeführt: ${what}.`, unknown: (what) => `Gegeben, und niemand weiß, ob es ausgeführt wurde: ${what}.`,
    again: 'Noch einmal senden', byHand: 'Es ist anders erledigt', notice: (customer) => `Was Sie ${customer} gegeben haben, wurde vielleicht nicht ausgeführt`,
  },
  notice: (who, customer) => `${who} bittet um Ihre Gegenzeichnung: ${customer}`,
  entry: {
    granted: (who, what) => `${who}: ${what} gegeben`, coSigned: (who, what, other) => `${who}: ${what} gegeben, gegengezeichnet von ${other}`, reserved: (who, what) => `${who}: ${what} zurückgelegt`,
    asked: (who, what) => `${who}: Bitte um Gegenzeichnung, ${what}`, expired: (what) => `Nicht rechtzeitig gegeben: ${what}`, refused: (what) => `Niemand hat gegengezeichnet: ${what}`, released: (who, what) => `${who}: ${what} zurückgenommen`,
    what: (amount, kind) => `${amount} (${kind})`,
  },
  policy: {
    title: 'Was gegeben werden darf', about: 'Beträge stehen in kleinsten Einheiten: 5000 sind 50,00. Wochen beginnen am Montag, Tage sind die von UTC. Jede Fassung bleibt erhalten, und jeder Beleg nennt die seine.', label: 'Die Regelung, als JSON', save: 'In Kraft setzen', start: 'Mit einem Beispiel beginnen',
    version: (version, when, who) => `Fassung ${String(version)}, ${when}, ${who}`, none: 'Noch keine Regelung: Niemand darf etwas geben.', older: 'Fassungen', saved: (version) => `Fassung ${String(version)} ist in Kraft.`,
    changed: 'Jemand hat inzwischen eine neuere Fassung gemacht. Sehen Sie sie an und ändern Sie dann noch einmal.', line: (line, where, what) => `Zeile ${line}${where === '' ? '' : `, ${where}`}: ${what}`, look: 'Die neueste ansehen',
  },
};
