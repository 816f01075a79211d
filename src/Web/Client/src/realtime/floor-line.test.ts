import { expect, test } from 'vitest';
import { FloorLine } from './floor-line';
import { HubProblem, HubUnreachable } from './hub-link';

function made() {
  let changed: (payload: { what: string; conversationId?: string }) => void = () => undefined;
  const said: unknown[][] = [];
  const answer: { trouble: Error | undefined } = { trouble: undefined };
  const line = new FloorLine({
    on: (_method, handler) => { changed = handler as typeof changed; },
    invoke: <T>(...call: unknown[]) => {
      said.push(call);
      return answer.trouble ? Promise.reject(answer.trouble) : Promise.resolve(undefined as T);
    },
  });
  const heard: string[] = [];
  line.listen('floor', () => heard.push('floor'));
  line.listen('floorStanding', () => heard.push('standing'));
  const deaf = line.listen({ conversation: 'c1' }, () => heard.push('c1'));
  return { line, said, heard, deaf, answer, tell: (payload: { what: string; conversationId?: string }) => { changed(payload); } };
}

const later = () => new Promise((done) => { setTimeout(done); });

test('each part of the floor hears of itself alone', () => {
  const { heard, tell, deaf } = made();
  tell({ what: 'floor' });
  tell({ what: 'floor', conversationId: 'c1' });
  tell({ what: 'floor', conversationId: 'c2' });
  tell({ what: 'floorStanding' });
  tell({ what: 'labels' });
  deaf();
  tell({ what: 'floor', conversationId: 'c1' });
  expect(heard).toEqual(['floor', 'c1', 'standing']);
});

test('what is open is said, said again on a new line, and read once more when it was heard', async () => {
  const { line, said, heard } = made();
  line.resume();
  line.open(undefined);
  await later();
  expect(heard.splice(0)).toEqual(['floor', 'standing', 'c1']);
  line.open('c1');
  await later();
  expect(heard.splice(0)).toEqual(['c1']);
  line.resume();
  await later();
  expect(heard.splice(0)).toEqual(['floor', 'standing', 'c1']);
  line.close();
  line.resume();
  await later();
  expect(said).toEqual([['WatchFloor', null], ['WatchFloor', 'c1'], ['WatchFloor', 'c1'], ['UnwatchFloor']]);
  expect(heard).toEqual([]);
});

test('a line that is not there is not waited for, and a no is left to what is read', async () => {
  const { line, heard, answer } = made();
  answer.trouble = new HubUnreachable('WatchFloor');
  line.open('c1');
  await later();
  expect(heard).toEqual([]);
  answer.trouble = new HubProblem('not-found');
  line.open('c1');
  await later();
  expect(heard).toEqual(['floor', 'standing', 'c1']);
});
