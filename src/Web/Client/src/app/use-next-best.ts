import { useCallback } from 'react';
import { newCommandId } from '../api/api';
import { Problem } from '../api/http';
import { mayWrite, useWorkspace } from '../realtime/workspace';
import { showNotice } from '../ui/notices';
import { words } from '../ui/words';

/** Takes what is best for this person to do next, and opens it. Nothing for those who may take none. */
export function useNextBest(open: (id: string) => void): (() => void) | undefined {
  const { api, me } = useWorkspace();
  const run = useCallback(async () => {
    try {
      open((await api.takeNext(newCommandId())).conversationId);
    } catch (error) {
      if (error instanceof Problem && error.slug === 'nothing-waits') showNotice(words.offers.nothing);
      else showNotice(error instanceof Problem ? words.done.refused(error.message) : words.offers.unreachable, { tone: 'danger' });
    }
  }, [api, open]);
  const take = useCallback(() => void run(), [run]);
  return mayWrite(me) ? take : undefined;
}
