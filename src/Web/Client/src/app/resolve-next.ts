import type { Commands } from '../realtime/commands';
import type { Promises } from '../realtime/promises';

/**
 * Resolves a conversation and goes on to the next. At once, where it is known that no promise is open in it; else when it has been answered: who is told that
 * something was promised is then still looking at it, and can keep it, move it or lay it aside.
 * @param mayHavePromised Words have just gone out, and what they promise may not be known here yet.
 * @returns Whether it was resolved.
 */
export async function resolveNext(
  { commands, promises }: { commands: Pick<Commands, 'resolve'>; promises: Pick<Promises, 'of'> }, id: string, goOn: () => void, mayHavePromised = false,
): Promise<boolean> {
  const { face, items } = promises.of(id).get();
  const isFree = !mayHavePromised && face === 'ready' && !items.some(({ state }) => state === 'open' || state === 'dueSoon');
  const answer = commands.resolve(id);
  if (isFree) goOn();
  const isDone = await answer;
  if (isDone && !isFree) goOn();
  return isDone;
}
