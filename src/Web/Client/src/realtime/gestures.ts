/** What may be given in a conversation, and what waits for a colleague's signature there. */
import { newCommandId } from '../api/api';
import { GestureApi } from '../api/gestures';
import type { Gesture, GestureAllowance, GestureDenial, GestureWish, GivingPlace } from '../api/gestures';
import { Problem, isTransient } from '../api/http';
import type { Http } from '../api/http';
import type { Entry } from '../api/types';
import { Store } from './store';

export type Given =
  | { kind: 'done'; gesture: Gesture }
  | { kind: 'denied'; denial: GestureDenial }
  | { kind: 'over' }
  /** Somebody else wrote in this thread meanwhile: it would have gone to them. */
  | { kind: 'other' }
  | { kind: 'refused'; title: string }
  | { kind: 'unreachable' };

const settled = new Set(['gestureGranted', 'gestureReleased']);

/** Asked for and neither given nor ended: the newest entry of each gesture says so. */
export function openAsks(entries: readonly Entry[]): Entry[] {
  const asks = new Map<string, Entry>();
  for (const entry of entries) {
    const id = entry.data.gestureId;
    if (id === undefined) continue;
    if (entry.kind === 'coSignAsked') asks.set(id, entry);
    else if (settled.has(entry.kind)) asks.delete(id);
  }
  return [...asks.values()];
}

/** Grows with everything that became of a gesture here: then what may be given is another. */
export function gestureMark(entries: readonly Entry[]): number {
  return entries.findLast((entry) => entry.data.gestureId !== undefined)?.seq ?? 0;
}

/** Ids of what was given lately, by that person or by anybody: of these it is asked whether they were carried out. */
export function givenLately(entries: readonly Entry[], by: string | undefined): string[] {
  return entries.filter(({ kind, actor }) => kind === 'gestureGranted' && (by === undefined || actor.id === by))
    .slice(-lateMax).flatMap(({ data }) => data.gestureId ?? []);
}

const lateMax = 5;

export class Gestures {
  /** The conversation in which something is about to be given. */
  readonly giving = new Store<string | undefined>(undefined);
  private readonly api: GestureApi;

  constructor(http: Http, place: GivingPlace = '/conversations') {
    this.api = new GestureApi(http, place);
  }

  allowance(conversation: string, signal: AbortSignal): Promise<GestureAllowance> {
    return this.api.allowance(conversation, signal);
  }

  /** The id is the gesture's: sent again after a broken line it gives nothing twice. */
  give(conversation: string, gesture: string, wish: GestureWish): Promise<Given> {
    return outcome(this.api.give(conversation, gesture, wish));
  }

  askCoSign(conversation: string, wish: GestureWish, gesture: string, command: string): Promise<Given> {
    return outcome(this.api.askCoSign(conversation, gesture, command, wish));
  }

  coSign(conversation: string, gesture: string, accept: boolean): Promise<Given> {
    return outcome(this.api.coSign(conversation, gesture, newCommandId(), accept));
  }

  /** Those of them that were not carried out, or of which it is not known. */
  async unfulfilled(conversation: string, ids: readonly string[], signal: AbortSignal): Promise<Gesture[]> {
    const receipts = await Promise.all(ids.map((id) => this.api.receipt(conversation, id, signal)));
    return receipts.filter(isUnfulfilled);
  }

  mend(conversation: string, gesture: string, verb: 'fulfil' | 'markFulfilled'): Promise<Given> {
    return outcome(this.api.mend(conversation, gesture, newCommandId(), verb));
  }

  release(conversation: string, gesture: string): Promise<Given> {
    return outcome(this.api.release(conversation, gesture, newCommandId()));
  }
}

function isUnfulfilled({ fulfilment }: Gesture): boolean {
  return fulfilment === 'failed' || fulfilment === 'unknown';
}

async function outcome(call: Promise<Gesture>): Promise<Given> {
  try {
    return { kind: 'done', gesture: await call };
  } catch (error) {
    if (isTransient(error)) return { kind: 'unreachable' };
    if (!(error instanceof Problem)) throw error;
    if (error.denied) return { kind: 'denied', denial: error.denied };
    if (error.slug === 'newer-message') return { kind: 'other' };
    return error.slug === 'illegal-move' ? { kind: 'over' } : { kind: 'refused', title: error.message };
  }
}
