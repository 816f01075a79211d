import { useMemo } from 'react';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { action } from '../../ui/key-table';

/** Begins to give something in the open conversation; the pane it is done in is opened where it is not. */
export function useGiveAction(conversation: string | undefined, isPaneOpen: boolean, openPane: () => void): void {
  const { gestures, me } = useWorkspace();
  const may = mayWrite(me);
  useActions(useMemo(() => (conversation === undefined || !may ? [] : [
    action('give', () => {
      gestures.giving.set(conversation);
      if (!isPaneOpen) openPane();
    }),
  ]), [conversation, may, gestures, isPaneOpen, openPane]));
}
