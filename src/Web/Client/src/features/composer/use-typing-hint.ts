import { useEffect } from 'react';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';

/** Signs run out by themselves; while words stand there unsent the sign is renewed. */
const renewMs = 4_000;
/** After opening, the server may not yet know that this page watches. */
const againMs = 3_000;

export function useTypingHint(conversationId: string, hasWords: boolean): void {
  const { link } = useWorkspace();
  useEffect(() => {
    if (!hasWords) return;
    const tell = () => {
      if (document.visibilityState === 'visible' && document.activeElement?.hasAttribute('data-composer')) {
        link.hint('Typing', conversationId, true);
      }
    };
    tell();
    const timer = setInterval(tell, renewMs);
    return () => {
      clearInterval(timer);
      link.hint('Typing', conversationId, false);
    };
  }, [link, conversationId, hasWords]);
}

/** Words that stand here unsent, whether anybody is at the keyboard or not. Said when it begins and ends, never renewed: that would keep a conversation with who has gone. */
export function useUnsavedHint(conversationId: string, hasWords: boolean): void {
  const { link } = useWorkspace();
  const isLive = useStore(link.status).kind === 'live';
  useEffect(() => {
    if (!hasWords || !isLive) return;
    const tell = () => { link.hint('Unsaved', conversationId, true); };
    tell();
    const again = setTimeout(tell, againMs);
    return () => {
      clearTimeout(again);
      link.hint('Unsaved', conversationId, false);
    };
  }, [link, conversationId, hasWords, isLive]);
}
