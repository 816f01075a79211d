import { memo, useEffect, useMemo, useState } from 'react';
import type { GestureAllowance, GestureRoom } from '../../api/gestures';
import { gestureMark } from '../../realtime/gestures';
import { useStore } from '../../realtime/store';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { kindName } from '../../ui/gesture-words';
import { keysOf } from '../../ui/key-table';
import { money } from '../../ui/money';
import { words } from '../../ui/words';
import { GiveForm } from './give-form';
import styles from './gestures.module.css';

interface Props { conversationId: string; onInsert: (text: string) => void; onPolicy: () => void }

type Read = { face: 'ready'; allowance: GestureAllowance } | { face: 'loading' | 'failed' };

/** What this person may give this customer, each kind by the rule that binds, and giving it. */
export const GiveSection = memo(function GiveSection({ conversationId, onInsert, onPolicy }: Props) {
  const { me, threads, gestures } = useWorkspace();
  const view = useStore(useMemo(() => threads.view(conversationId), [threads, conversationId]));
  const giving = useStore(gestures.giving);
  const mark = gestureMark(view.state.entries);
  const may = mayWrite(me);
  const [round, setRound] = useState(0);
  const [read, setRead] = useState<Read>({ face: 'loading' });
  const isClosed = view.summary?.state === 'closed';

  useEffect(() => {
    if (!may) return undefined;
    const stop = new AbortController();
    gestures.allowance(conversationId, stop.signal).then(
      (allowance) => { if (!stop.signal.aborted) setRead({ face: 'ready', allowance }); },
      () => { if (!stop.signal.aborted) setRead((before) => (before.face === 'ready' ? before : { face: 'failed' })); },
    );
    return () => { stop.abort(); };
  }, [gestures, conversationId, mark, may, round]);

  if (!may || read.face === 'loading' || isClosed) return null;
  return (
    <section className={styles.section} aria-labelledby="give-title">
      <h3 id="give-title" className={styles.title}>{words.gestures.title}</h3>
      {read.face === 'failed' && (
        <p className={styles.said}>{words.gestures.failed} <Button look="link" onClick={() => { setRound(round + 1); }}>{words.thread.retry}</Button></p>
      )}
      {read.face === 'ready' && (read.allowance.kinds.length === 0 ? (
        <p className={styles.said}>
          {words.gestures.none} {me.role === 'admin' && <Button look="link" onClick={onPolicy}>{words.gestures.setIt}</Button>}
        </p>
      ) : (
        <>
          <Rooms allowance={read.allowance} />
          {giving === conversationId && view.summary
            ? <GiveForm key={conversationId} conversationId={conversationId} customer={view.summary.customer} allowance={read.allowance} onInsert={onInsert} onClose={() => { gestures.giving.set(undefined); }} />
            : <p className={styles.start}><Button keys={keysOf('give')} onClick={() => { gestures.giving.set(conversationId); }}>{words.gestures.give}</Button></p>}
        </>
      ))}
    </section>
  );
});

function Rooms({ allowance: { kinds, currency } }: { allowance: GestureAllowance }) {
  return (
    <dl className={styles.rooms}>
      {kinds.map((room) => (
        <div key={room.kind} className={styles.room}>
          <dt>{kindName(room.kind)}</dt>
          <dd>{room.remaining > 0 ? words.gestures.upTo(money(room.remaining, currency)) : words.gestures.nothing}</dd>
          <small>{about(room, currency)}</small>
        </div>
      ))}
    </dl>
  );
}

/** Which rule it is, and what a signature would raise it to. */
function about({ rule, remaining, coSignUpTo }: GestureRoom, currency: string): string {
  const parts = [words.gestures.limits[rule]];
  if (coSignUpTo > remaining) parts.push(words.gestures.withCoSign(money(coSignUpTo, currency)));
  return parts.join(' · ');
}
