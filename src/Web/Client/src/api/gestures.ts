import type { Http } from './http';
import type { components } from './schemas';

type Schemas = components['schemas'];
export type Gesture = Schemas['Gesture'];
export type GestureKind = Gesture['kind'];
export type GestureAllowance = Schemas['GestureAllowance'];
export type GestureRoom = GestureAllowance['kinds'][number];
export type GestureDenial = Schemas['GestureDenial'];
export type GesturePolicy = Schemas['GesturePolicy'];
export type GesturePolicyVersion = Schemas['GesturePolicyVersion'];
export type GestureWish = Pick<Schemas['NewGesture'], 'kind' | 'amount' | 'reason' | 'customerId'>;

/** Where one gives: at the desk, or on the open floor. */
export type GivingPlace = '/conversations' | '/floor';

/** What may be given, and giving it. */
export class GestureApi {
  private readonly http: Http;
  private readonly place: GivingPlace;

  constructor(http: Http, place: GivingPlace = '/conversations') {
    this.http = http;
    this.place = place;
  }

  allowance(conversation: string, signal?: AbortSignal): Promise<GestureAllowance> {
    return this.http.get(`${this.of(conversation)}/allowance`, signal);
  }

  give(conversation: string, id: string, wish: GestureWish): Promise<Gesture> {
    return this.http.post(this.of(conversation), { id, ...wish });
  }

  askCoSign(conversation: string, gesture: string, id: string, wish: GestureWish): Promise<Gesture> {
    return this.http.post(`${this.of(conversation)}/${gesture}/coSignRequest`, { id, ...wish });
  }

  coSign(conversation: string, gesture: string, id: string, accept: boolean): Promise<Gesture> {
    return this.http.post(`${this.of(conversation)}/${gesture}/coSign`, { id, accept });
  }

  release(conversation: string, gesture: string, id: string): Promise<Gesture> {
    return this.http.post(`${this.of(conversation)}/${gesture}/release`, { id });
  }

  receipt(conversation: string, gesture: string, signal: AbortSignal): Promise<Gesture> {
    return this.http.get(`${this.of(conversation)}/${gesture}`, signal);
  }

  /** Sent again, or carried out by other means. */
  mend(conversation: string, gesture: string, id: string, verb: 'fulfil' | 'markFulfilled'): Promise<Gesture> {
    return this.http.post(`${this.of(conversation)}/${gesture}/${verb}`, { id });
  }

  policy(version?: number): Promise<GesturePolicy> {
    return this.http.get(version === undefined ? '/gestures/policy' : `/gestures/policy?version=${String(version)}`);
  }

  async policyVersions(): Promise<GesturePolicyVersion[]> {
    return (await this.http.get<{ items: GesturePolicyVersion[] }>('/gestures/policy/versions')).items;
  }

  setPolicy(id: string, seenVersion: number, text: string): Promise<{ version: number }> {
    return this.http.put('/gestures/policy', { id, seenVersion, text });
  }

  private of(conversation: string): string {
    return `${this.place}/${encodeURIComponent(conversation)}/gestures`;
  }
}
