import type { Told } from '../../api/types';
import { customerName, inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';

/** One sentence: who and what. */
export function noticeWords(told: Told): string {
  const customer = inSentence(told.customer ? customerName(told.customer) : words.composer.customer);
  const actor = inSentence(plainName(told.actor?.name) || words.delivery.someone);
  const said = saidOf(told, customer, actor);
  return told.for ? words.notices.forOther(said, inSentence(plainName(told.for.name))) : said;
}

function saidOf({ kind, actor: by }: Told, customer: string, actor: string): string {
  switch (kind) {
    case 'assigned': return words.notices.assigned(actor, customer);
    case 'mentioned': return words.notices.mentioned(actor, customer);
    case 'customerAnswered': return words.notices.customerAnswered(customer);
    case 'snoozeEnded': return words.notices.snoozeEnded(customer);
    case 'deliveryFailed': return words.notices.deliveryFailed(customer);
    case 'handoverOffered': return words.handover.notice.offered(actor, customer);
    case 'handoverAccepted': return words.handover.notice.accepted(actor, customer);
    case 'handoverReturned': return by ? words.handover.notice.returnedBy(actor, customer) : words.handover.notice.returned(customer);
    case 'leaseLapsing': return words.notices.leaseLapsing(customer);
    case 'coSignAsked': return words.gestures.notice(actor, customer);
    case 'gestureNotFulfilled': return words.gestures.undone.notice(customer);
    case 'asked': return words.asks.told.asked(actor, customer);
    case 'askAnswered': return words.asks.told.askAnswered(actor, customer);
    case 'queueAlarm': return words.notices.queueAlarm(customer);
    case 'promiseDueSoon': return words.promises.notices.promiseDueSoon(customer);
    case 'promiseDue': return words.promises.notices.promiseDue(customer);
    case 'promiseBroken': return words.promises.notices.promiseBroken(customer);
    case 'promiseHandedOver': return words.promises.notices.promiseHandedOver(actor, customer);
    default: return words.notices.other(customer);
  }
}
