import { useMemo } from 'react';
import { mayWrite, useWorkspace } from '../realtime/workspace';
import { useActions } from '../ui/actions';
import { action } from '../ui/key-table';

/** What is done in the pane beside the open conversation: begins to give something, or to promise something. The pane is opened where it is not. */
export function useContextActions(conversation: string | undefined, isPaneOpen: boolean, openPane: () => void): void {
  const { gestures, promises, me } = useWorkspace();
  const may = mayWrite(me);
  useActions(useMemo(() => {
    if (conversation === undefined || !may) return [];
    const begins = (begun: { set: (conversation: string) => void }) => () => {
      begun.set(conversation);
      if (!isPaneOpen) openPane();
    };
    return [action('give', begins(gestures.giving)), action('promise', begins(promises.making))];
  }, [conversation, may, gestures, promises, isPaneOpen, openPane]));
}
