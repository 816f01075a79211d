/** The open floor's part of the line: says what of it is open here, and hears that something of that moved. What it is now is read by REST. */
import { HubUnreachable } from './hub-link';
import type { HubLink } from './hub-link';

/** What waits there and who has whom · how one stands · one conversation. */
export type FloorPart = 'floor' | 'floorStanding' | { conversation: string };

export class FloorLine {
  private readonly link: Pick<HubLink, 'on' | 'invoke'>;
  private readonly listeners = new Map<string, Set<() => void>>();
  private place: { conversation: string | undefined } | undefined;
  /** The server tells this line of the floor. */
  private isHeard = false;

  constructor(link: Pick<HubLink, 'on' | 'invoke'>) {
    this.link = link;
    link.on<{ what: string; conversationId?: string }>('Changed', ({ what, conversationId }) => {
      if (what === 'floorStanding') this.tell(what);
      else if (what === 'floor') this.tell(conversationId === undefined ? what : keyOf({ conversation: conversationId }));
    });
  }

  /** The floor is open here, with that conversation or none. */
  open(conversation: string | undefined): void {
    this.place = { conversation };
    void this.say();
  }

  close(): void {
    this.place = undefined;
    this.isHeard = false;
    void this.invoke('UnwatchFloor');
  }

  /** A new line knows nothing of what is open here. */
  resume(): void {
    this.isHeard = false;
    if (this.place) void this.say();
  }

  /** Answers how to stop listening. */
  listen(part: FloorPart, listener: () => void): () => void {
    const key = keyOf(part);
    const known = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, known.add(listener));
    return () => {
      known.delete(listener);
      if (known.size === 0 && this.listeners.get(key) === known) this.listeners.delete(key);
    };
  }

  /** What moved before the server knew what is open here was told to nobody, so it is read once more. */
  private async say(): Promise<void> {
    const said = this.place;
    if (!said || !await this.invoke('WatchFloor', said.conversation ?? null) || this.place !== said) return;
    const wasHeard = this.isHeard;
    this.isHeard = true;
    if (!wasHeard) for (const key of this.listeners.keys()) this.tell(key);
    else if (said.conversation !== undefined) this.tell(keyOf({ conversation: said.conversation }));
  }

  /** A no is not said here: the same is read by REST, where it is shown. */
  private async invoke(method: string, ...args: unknown[]): Promise<boolean> {
    try {
      await this.link.invoke(method, ...args);
      return true;
    } catch (error) {
      return !(error instanceof HubUnreachable);
    }
  }

  private tell(key: string): void {
    for (const listener of [...(this.listeners.get(key) ?? [])]) listener();
  }
}

function keyOf(part: FloorPart): string {
  return typeof part === 'string' ? part : `conversation ${part.conversation}`;
}
