/** The language and time zone of the page. What is drawn is drawn again, from the top, when they change. */
import type { Preferences } from '../api/types';
import { Store } from '../realtime/store';
import { speak } from '../ui/words';

/** Goes up with every change: the key of all that is drawn. */
export const speechVersion = new Store(0);

export async function follow(chosen: Pick<Preferences, 'language' | 'timeZone'>): Promise<void> {
  try {
    if (await speak({ language: chosen.language, timeZone: chosen.timeZone })) speechVersion.update((version) => version + 1);
  } catch {
    // The words could not be fetched: the page goes on in the language it speaks, and asks again at the next start.
  }
}
