/** What became of a gesture, as one line of the thread. */
import { money } from './money';
import { words } from './words';

interface GestureEntry {
  kind: string;
  data: {
    amount?: number | undefined; currency?: string | undefined; gesture?: string | undefined; coSigner?: string | undefined; coSignerName?: string | undefined; why?: string | undefined;
  };
}

type Named = (id: string | null | undefined, name?: string | null) => string;

export function kindName(kind: string): string {
  return (words.gestures.kinds as Record<string, string | undefined>)[kind] ?? kind;
}

/** "€50 (refund)" */
export function gestureWhat({ data }: GestureEntry): string {
  return words.gestures.entry.what(money(data.amount ?? 0, data.currency ?? 'EUR'), kindName(data.gesture ?? ''));
}

/** Nothing where the entry is none of a gesture. */
export function gestureSentence(entry: GestureEntry, who: string, named: Named): string | undefined {
  const { data } = entry;
  const { entry: say } = words.gestures;
  switch (entry.kind) {
    case 'gestureGranted':
      return data.coSigner ? say.coSigned(who, gestureWhat(entry), named(data.coSigner, data.coSignerName)) : say.granted(who, gestureWhat(entry));
    case 'gestureReserved': return say.reserved(who, gestureWhat(entry));
    case 'coSignAsked': return say.asked(who, gestureWhat(entry));
    case 'gestureReleased':
      return data.why === 'expired' ? say.expired(gestureWhat(entry)) : data.why === 'refused' ? say.refused(gestureWhat(entry)) : say.released(who, gestureWhat(entry));
    default: return undefined;
  }
}
