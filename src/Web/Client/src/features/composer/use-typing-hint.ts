import { useEffect } from 'react';
import { useWorkspace } from '../../realtime/workspace';

/** Signs run out by themselves; while words stand there unsent the sign is renewed. */
const renewMs = 4_000;

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
