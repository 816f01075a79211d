import { describe, expect, it } from 'vitest';
import type { Api } from '../api/api';
import { Problem, Unreachable } from '../api/http';
import type { Entry, ReplyBody } from '../api/types';
import { OutgoingWords } from './outgoing';

const words = { conversationId: 'c', kind: 'reply' as const, text: 'Hello.', audience: 'private' as const, seenSeq: 4 };

function world(...answers: (Error | number)[]) {
  const bodies: ReplyBody[] = [];
  const api = {
    http: { now: () => 0 },
    reply: (_id: string, body: ReplyBody) => {
      bodies.push(body);
      const answer = answers.shift();
      return typeof answer === 'number' ? Promise.resolve({ seq: answer, delivery: 'held' }) : Promise.reject(answer ?? new Error('unasked'));
    },
  };
  const outgoing = new OutgoingWords(api as unknown as Api);
  return { outgoing, bodies, first: () => outgoing.all.get()[0] };
}

describe('words on their way', () => {
  it('are shown before anybody answered', () => {
    const { outgoing, first } = world(5);
    void outgoing.send(words);
    expect(first()?.status).toEqual({ kind: 'sending' });
  });

  it('go out again under the same id when nobody answered', async () => {
    const { outgoing, bodies, first } = world(new Unreachable('lost'), 5);
    expect(await outgoing.send(words)).toBe(false);
    expect(first()?.status).toEqual({ kind: 'unreachable' });
    expect(await outgoing.tryAgain(first()?.id ?? '')).toBe(true);
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it('ask before they pass a newer message by, and say so when they do', async () => {
    const newer = { seq: 5 } as Entry;
    const { outgoing, bodies, first } = world(new Problem(409, { type: '/problems/newer-message', entry: newer }), 6);
    await outgoing.send(words);
    expect(first()?.status).toEqual({ kind: 'newerMessage', entry: newer });
    await outgoing.sendAnyway(first()?.id ?? '');
    expect(bodies[1]).toMatchObject({ id: bodies[0]?.id ?? '', sendAnyway: true });
  });

  it('are kept when the session has ended', async () => {
    const { outgoing, first } = world(new Problem(401, { type: '/problems/unauthenticated' }));
    await outgoing.send(words);
    expect(first()).toMatchObject({ text: 'Hello.', status: { kind: 'unreachable' } });
  });

  it('leave when the journal shows them, whether its answer or its entry came first', async () => {
    const { outgoing, first } = world(5);
    const sending = outgoing.send(words);
    const shown = [{ seq: 5, kind: 'replyQueued', data: { replyId: first()?.id ?? '' } } as Entry];
    outgoing.settle('c', shown);
    await sending;
    expect(outgoing.all.get()).toEqual([]);
  });
});
