import { memo, useEffect, useMemo, useState } from 'react';
import type { Gesture } from '../../api/gestures';
import { givenLately } from '../../realtime/gestures';
import { useStore } from '../../realtime/store';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { kindName } from '../../ui/gesture-words';
import { money } from '../../ui/money';
import { words } from '../../ui/words';
import styles from './gestures.module.css';

/** What was given and not carried out stands over the composer, for whoever gave it and for leads: to send it again, or to say that it was done otherwise. */
export const FulfilBar = memo(function FulfilBar({ conversationId }: { conversationId: string }) {
  const { threads, gestures, notices, me } = useWorkspace();
  const view = useStore(useMemo(() => threads.view(conversationId), [threads, conversationId]));
  const told = useStore(notices.view).items.find((one) => one.kind === 'gestureNotFulfilled' && one.conversationId === conversationId)?.id;
  const ids = mayWrite(me) ? givenLately(view.state.entries, me.role === 'agent' ? me.id : undefined).join(' ') : '';
  const [undone, setUndone] = useState<readonly Gesture[]>([]);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (ids === '') return undefined;
    const stop = new AbortController();
    gestures.unfulfilled(conversationId, ids.split(' '), stop.signal).then(
      (found) => { if (!stop.signal.aborted) setUndone(found); },
      () => { if (!stop.signal.aborted) setTrouble(words.gestures.unreachable); },
    );
    return () => { stop.abort(); };
  }, [gestures, conversationId, ids, told, round]);

  const mend = async (gesture: Gesture, verb: 'fulfil' | 'markFulfilled') => {
    const said = await gestures.mend(conversationId, gesture.id, verb);
    setTrouble(said.kind === 'unreachable' ? words.gestures.unreachable : said.kind === 'refused' ? words.done.refused(said.title.replace(/\.$/u, '')) : undefined);
    setRound((before) => before + 1);
  };
  return undone.map((gesture) => {
    const what = words.gestures.entry.what(money(gesture.amount, gesture.currency), kindName(gesture.kind));
    return (
      <div key={gesture.id} className={styles.bar} role="group" aria-label={words.gestures.undone.label}>
        <p role="alert" className={gesture.fulfilment === 'failed' ? styles.failed : undefined}>
          {gesture.fulfilment === 'failed' ? words.gestures.undone.failed(what) : words.gestures.undone.unknown(what)}
          {trouble !== undefined && <> <span className={styles.wrong}>{trouble}</span></>}
        </p>
        <span className={styles.answers}>
          <Button look="outlined" onClick={() => void mend(gesture, 'fulfil')}>{words.gestures.undone.again}</Button>
          <Button onClick={() => void mend(gesture, 'markFulfilled')}>{words.gestures.undone.byHand}</Button>
        </span>
      </div>
    );
  });
});
