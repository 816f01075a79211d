import { useCallback, useEffect, useRef } from 'react';
import { useWorkspace } from '../realtime/workspace';
import { resolveNext } from './resolve-next';

/** What the key and the buttons for it do. Asked again before it is answered, it is asked once; who has looked at something else meanwhile stays there. */
export function useResolveNext(conversation: string | undefined, openNext: () => void): { resolve: () => void; resolveSent: () => void } {
  const workspace = useWorkspace();
  const latest = useRef({ conversation, openNext });
  useEffect(() => { latest.current = { conversation, openNext }; });
  const asked = useRef(new Set<string>());
  const run = useCallback((id: string | undefined, mayHavePromised: boolean) => {
    if (id === undefined || asked.current.has(id)) return;
    asked.current.add(id);
    const goOn = () => { if (latest.current.conversation === id) latest.current.openNext(); };
    void resolveNext(workspace, id, goOn, mayHavePromised).finally(() => asked.current.delete(id));
  }, [workspace]);
  // Of the conversation that was open when they were handed out: whoever sends may have walked on before it has gone.
  const resolve = useCallback(() => { run(conversation, false); }, [run, conversation]);
  const resolveSent = useCallback(() => { run(conversation, true); }, [run, conversation]);
  return { resolve, resolveSent };
}
