import { useEffect, useMemo, useState } from 'react';
import type { GestureAllowance } from '../../api/gestures';
import type { Entry } from '../../api/types';
import { Gestures } from '../../realtime/gestures';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import { CoSignAsks } from './co-sign-bar';
import { GiveForm } from './give-form';
import styles from './gestures.module.css';

/** Giving in what one has claimed on the open floor; absent where nothing may be given. */
export function FloorGive({ conversationId, entries }: { conversationId: string; entries: readonly Entry[] }) {
  const { api } = useWorkspace();
  const place = useMemo(() => new Gestures(api.http, '/floor'), [api]);
  const [allowance, setAllowance] = useState<GestureAllowance | undefined>(undefined);
  const [isGiving, setGiving] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    place.allowance(conversationId, stop.signal).then(
      (read) => { if (!stop.signal.aborted) setAllowance(read); },
      () => { if (!stop.signal.aborted) setAllowance(undefined); },
    );
    return () => { stop.abort(); };
  }, [place, conversationId, isGiving]);

  if (allowance === undefined || allowance.kinds.length === 0) return null;
  return (
    <>
      <div className={styles.onFloor}><CoSignAsks conversationId={conversationId} entries={entries} place={place} /></div>
      {isGiving
        ? (
          <section className={styles.box} aria-labelledby="floor-give-title">
            <h3 id="floor-give-title" className={styles.title}>{words.gestures.title}</h3>
            <GiveForm conversationId={conversationId} allowance={allowance} place={place} onClose={() => { setGiving(false); }} />
          </section>
        )
        : <p className={styles.start}><Button onClick={() => { setGiving(true); }}>{words.gestures.give}</Button></p>}
    </>
  );
}
