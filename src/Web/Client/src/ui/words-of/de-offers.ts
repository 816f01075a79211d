/** German words of what is offered to one, and of what comes next. */
import type { englishOffers } from './en-offers';

export const germanOffers: typeof englishOffers = {
  label: 'Ihnen angeboten', take: 'Übernehmen', forYou: (why) => `Für Sie: ${why}`, notNow: 'Jetzt nicht', why: { lastOwner: 'Sie hatten das schon', mostRoom: 'Sie haben am meisten Platz' },
  more: (n) => (n === 1 ? '1 weiteres' : `${String(n)} weitere`), left: (seconds) => `noch ${String(seconds)} s`,
  reason: 'Warum nicht, wenn Sie mögen', sayReason: 'Grund nennen', send: 'Jetzt nicht', back: 'Zurück',
  gone: 'Jemand anderes hat es übernommen, oder die Zeit war um.', unreachable: 'Der Server antwortet nicht. Versuchen Sie es noch einmal.',
  next: 'Das Nächste für mich', nextHint: 'Übernimmt das Dringendste von allem, was Sie übernehmen können', nothing: 'Es wartet nichts, was Sie übernehmen könnten.',
  admin: { offers: 'Wartendes anbieten', yes: 'Wer Platz hat, wird gefragt', no: 'Niemand wird gefragt', stands: 'Ein Angebot gilt', standsUsual: '30 s, wie üblich', alarm: 'Diensthabende informieren, wenn jemand wartet', noAlarm: 'Nie', needsDuty: 'Sagen Sie zuerst, wer Dienst hat.' },
};
