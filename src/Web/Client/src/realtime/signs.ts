/** Who looks at, writes in, or holds unsent words for a conversation. Each sign runs out by itself. */
import type { Person } from '../api/types';
import type { HubLink } from './hub-link';
import { Store } from './store';

export interface Sign extends Person { expiresIn: number }
export interface SignsEvent {
  conversationId: string;
  viewing?: readonly Sign[];
  typing?: readonly Sign[];
  unsaved?: readonly Sign[];
}

export interface ConversationSigns { viewing: readonly Person[]; typing: readonly Person[]; unsaved: readonly Person[] }

interface Timed { person: Person; until: number }
interface Kept { viewing: readonly Timed[]; typing: readonly Timed[]; unsaved: readonly Timed[] }

const none: ConversationSigns = { viewing: [], typing: [], unsaved: [] };

export class Signs {
  readonly all = new Store<ReadonlyMap<string, ConversationSigns>>(new Map());
  private readonly kept = new Map<string, Kept>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly meId: string;

  constructor(link: HubLink, meId: string) {
    this.meId = meId;
    link.on<SignsEvent>('Signs', (event) => {
      this.take(event);
    });
  }

  private take(event: SignsEvent): void {
    const now = Date.now();
    const timed = (signs: readonly Sign[] | undefined) => (signs ?? [])
      .filter((sign) => sign.id !== this.meId)
      .map((sign) => ({ person: { id: sign.id, name: sign.name }, until: now + sign.expiresIn * 1000 }));
    this.kept.set(event.conversationId, { viewing: timed(event.viewing), typing: timed(event.typing), unsaved: timed(event.unsaved) });
    this.publish();
  }

  private publish(): void {
    const now = Date.now();
    const next = new Map<string, ConversationSigns>();
    let soonest = Infinity;
    for (const [id, kept] of this.kept) {
      const alive = [...kept.viewing, ...kept.typing, ...kept.unsaved].filter((one) => one.until > now);
      if (alive.length === 0) {
        this.kept.delete(id);
        continue;
      }
      soonest = Math.min(soonest, ...alive.map((one) => one.until));
      const people = (list: readonly Timed[]) => list.filter((one) => one.until > now).map((one) => one.person);
      next.set(id, { viewing: people(kept.viewing), typing: people(kept.typing), unsaved: people(kept.unsaved) });
    }
    this.all.set(next);
    clearTimeout(this.timer);
    if (soonest < Infinity) this.timer = setTimeout(() => { this.publish(); }, soonest - now + 50);
  }
}

export function signsOf(all: ReadonlyMap<string, ConversationSigns>, conversationId: string): ConversationSigns {
  return all.get(conversationId) ?? none;
}
