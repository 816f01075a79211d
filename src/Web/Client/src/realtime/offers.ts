/** What is offered to this person now: told over the hub as it is made and ended, read anew with every line. */
import { newCommandId } from '../api/api';
import type { Api } from '../api/api';
import { Problem, isTransient } from '../api/http';
import type { Offer } from '../api/types';
import type { HubLink } from './hub-link';
import { Store } from './store';

/** How an answer to an offer ended: gone means that somebody was faster, or the time was over. */
export type OfferAnswer = 'done' | 'gone' | 'unreachable';

interface Ended { conversationId: string; epoch: number; reason: string }

export class Offers {
  /** The one that ends first stands first. */
  readonly view = new Store<readonly Offer[]>([]);
  private listener: ((offer: Offer) => void) | undefined;
  private readonly api: Api;

  constructor(api: Api, link: Pick<HubLink, 'on'>) {
    this.api = api;
    link.on<Offer>('Offer', (offer) => {
      const isNew = !this.view.get().some((one) => isSame(one, offer));
      this.view.update((offers) => [...offers.filter((one) => one.conversationId !== offer.conversationId), offer].sort(byEnd));
      if (isNew) this.listener?.(offer);
    });
    link.on<Ended>('OfferEnded', (ended) => {
      this.view.update((offers) => offers.filter((one) => !isSame(one, ended)));
    });
  }

  /** Whoever sounds what arrives; one at a time. Answers how to stop listening. */
  listen(listener: (offer: Offer) => void): () => void {
    this.listener = listener;
    return () => {
      if (this.listener === listener) this.listener = undefined;
    };
  }

  async load(): Promise<void> {
    try {
      this.view.set([...(await this.api.offers())].sort(byEnd));
    } catch {
      // Not reachable: what is told from here on is shown, and the next line reads again.
    }
  }

  /** Its time is over by this machine's clock; the server says the same in a moment. */
  lapse(offer: Offer): void {
    this.view.update((offers) => offers.filter((one) => !isSame(one, offer)));
  }

  accept(offer: Offer): Promise<OfferAnswer> {
    return this.answer(offer, () => this.api.acceptOffer(offer.conversationId, newCommandId()));
  }

  decline(offer: Offer, reason: string): Promise<OfferAnswer> {
    return this.answer(offer, () => this.api.declineOffer(offer.conversationId, newCommandId(), reason));
  }

  private async answer(offer: Offer, send: () => Promise<unknown>): Promise<OfferAnswer> {
    try {
      await send();
      this.lapse(offer);
      return 'done';
    } catch (error) {
      if (isTransient(error)) return 'unreachable';
      if (!(error instanceof Problem)) throw error;
      this.lapse(offer);
      return 'gone';
    }
  }
}

function isSame(one: Pick<Offer, 'conversationId' | 'epoch'>, other: Pick<Offer, 'conversationId' | 'epoch'>): boolean {
  return one.conversationId === other.conversationId && one.epoch === other.epoch;
}

function byEnd(one: Offer, other: Offer): number {
  return Date.parse(one.until) - Date.parse(other.until);
}
