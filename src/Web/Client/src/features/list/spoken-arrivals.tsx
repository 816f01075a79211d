import { useThrottled } from '../../ui/throttled';
import { words } from '../../ui/words';

/** Arrivals are spoken politely, gathered, at most every five seconds. */
export function SpokenArrivals({ arrived }: { arrived: number }) {
  const spoken = useThrottled(arrived, 5_000);
  return <p className="visually-hidden" aria-live="polite">{spoken > 0 ? words.list.spoken(spoken) : ''}</p>;
}
