/**
 * What a person may do with a conversation, beside writing. Every command answers whether it was done; what
 * there is to say about it is told to the page, which has the words.
 */
import { newCommandId } from '../api/api';
import type { Api } from '../api/api';
import { Problem, isTransient } from '../api/http';
import type { HandoverOrder, OpenPromise, Person, Priority } from '../api/types';

export type HandoverAnswer = 'accept' | 'return' | 'withdraw';

export type Told =
  | { kind: 'resolved' | 'released' | 'followed'; conversationId: string }
  | { kind: 'promised'; conversationId: string; promises: readonly OpenPromise[] }
  | { kind: 'snoozed'; conversationId: string; until: string }
  | { kind: 'assigned'; conversationId: string; to: Person }
  | { kind: 'handedOver'; conversationId: string; to: string }
  | { kind: 'handoverAnswered'; conversationId: string; answer: HandoverAnswer }
  | { kind: 'linkMade'; conversationId: string; url: string }
  | { kind: 'linkEnded'; conversationId: string }
  | { kind: 'taken'; conversationId: string; owner: string | undefined }
  | { kind: 'illegal'; conversationId: string; state: string }
  | { kind: 'refused'; conversationId: string; title: string }
  | { kind: 'unreachable'; conversationId: string; tryAgain: () => void };

export class Commands {
  private listener: ((told: Told) => void) | undefined;
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  /** The page that has the words; one at a time. Answers how to stop listening. */
  listen(listener: (told: Told) => void): () => void {
    this.listener = listener;
    return () => {
      if (this.listener === listener) this.listener = undefined;
    };
  }

  claim(id: string): Promise<boolean> {
    return this.run(id, (commandId) => this.api.claim(id, commandId));
  }

  release(id: string): Promise<boolean> {
    return this.run(id, (commandId) => this.api.release(id, commandId), { kind: 'released', conversationId: id });
  }

  assign(id: string, to: Person): Promise<boolean> {
    const told: Told = { kind: 'assigned', conversationId: id, to };
    return this.run(id, (commandId) => this.api.assign(id, commandId, to.id), told);
  }

  handOver(id: string, order: HandoverOrder, to: string): Promise<boolean> {
    return this.run(id, (commandId) => this.api.handOver(id, commandId, order), { kind: 'handedOver', conversationId: id, to });
  }

  answerHandover(id: string, answer: HandoverAnswer): Promise<boolean> {
    return this.run(id, (commandId) => this.api.answerHandover(id, commandId, answer), { kind: 'handoverAnswered', conversationId: id, answer });
  }

  makeTrackingLink(id: string): Promise<boolean> {
    return this.run(id, async (commandId) => {
      const { url } = await this.api.makeTrackingLink(id, commandId);
      this.listener?.({ kind: 'linkMade', conversationId: id, url });
    });
  }

  endTrackingLink(id: string): Promise<boolean> {
    return this.run(id, () => this.api.endTrackingLink(id), { kind: 'linkEnded', conversationId: id });
  }

  snooze(id: string, until: string): Promise<boolean> {
    return this.run(id, (commandId) => this.api.snooze(id, commandId, until), { kind: 'snoozed', conversationId: id, until });
  }

  resolve(id: string): Promise<boolean> {
    return this.run(id, (commandId) => this.api.resolve(id, commandId), { kind: 'resolved', conversationId: id });
  }

  /** Laid aside until the first open promise is due. */
  followUp(id: string): Promise<boolean> {
    return this.run(id, (commandId) => this.api.resolve(id, commandId, true), { kind: 'followed', conversationId: id });
  }

  reopen(id: string): Promise<boolean> {
    return this.run(id, (commandId) => this.api.reopen(id, commandId));
  }

  setPriority(id: string, priority: Priority): Promise<boolean> {
    return this.run(id, (commandId) => this.api.setPriority(id, commandId, priority));
  }

  setLabels(id: string, labels: string[]): Promise<boolean> {
    return this.run(id, (commandId) => this.api.setLabels(id, commandId, labels));
  }

  settleReply(id: string, replyId: string, verb: 'cancel' | 'retry' | 'markSent'): Promise<boolean> {
    return this.run(id, (commandId) => this.api.settleReply(id, replyId, verb, commandId));
  }

  /** One command id for the first try and every later one: a command that was done is not done again. */
  async run(
    conversationId: string, send: (commandId: string) => Promise<unknown>, done?: Told, commandId = newCommandId(),
  ): Promise<boolean> {
    try {
      await send(commandId);
      if (done) this.listener?.(done);
      return true;
    } catch (error) {
      this.listener?.(isTransient(error)
        ? { kind: 'unreachable', conversationId, tryAgain: () => void this.run(conversationId, send, done, commandId) }
        : refusal(conversationId, error));
      return false;
    }
  }
}

function refusal(conversationId: string, error: unknown): Told {
  if (!(error instanceof Problem)) throw error;
  if (error.slug === 'already-owned') return { kind: 'taken', conversationId, owner: error.owner };
  if (error.slug === 'open-promises') return { kind: 'promised', conversationId, promises: error.promises };
  if (error.slug === 'illegal-move') return { kind: 'illegal', conversationId, state: error.state ?? '' };
  return { kind: 'refused', conversationId, title: error.message };
}
