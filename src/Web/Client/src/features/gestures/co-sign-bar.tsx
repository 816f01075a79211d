import { memo, useMemo, useState } from 'react';
import type { Entry } from '../../api/types';
import { openAsks } from '../../realtime/gestures';
import type { Gestures, Given } from '../../realtime/gestures';
import { useStore } from '../../realtime/store';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { clockTime, moment } from '../../ui/format';
import { gestureWhat } from '../../ui/gesture-words';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { money } from '../../ui/money';
import { deniedWords } from './give-form';
import styles from './gestures.module.css';

/** What waits for a signature stands over the composer: with the two answers for whoever may sign, and the way back for whoever asked. */
export const CoSignBar = memo(function CoSignBar({ conversationId }: { conversationId: string }) {
  const { threads, me } = useWorkspace();
  const view = useStore(useMemo(() => threads.view(conversationId), [threads, conversationId]));
  return mayWrite(me) ? <CoSignAsks conversationId={conversationId} entries={view.state.entries} /> : null;
});

interface Props {
  conversationId: string;
  entries: readonly Entry[];
  /** Where one gives, if not at the desk. */
  place?: Gestures;
}

/** Of all that waits, one's own, and what one may sign. */
export function CoSignAsks({ conversationId, entries, place }: Props) {
  const { me } = useWorkspace();
  const maySign = me.role === 'lead' || me.role === 'admin';
  return openAsks(entries)
    .filter((entry) => entry.actor.id === me.id || maySign)
    .map((entry) => <Ask key={entry.data.gestureId} conversationId={conversationId} entry={entry} isMine={entry.actor.id === me.id} place={place} />);
}

function Ask({ conversationId, entry, isMine, place }: { conversationId: string; entry: Entry; isMine: boolean; place: Gestures | undefined }) {
  // One signs at the desk, wherever one reads of it.
  const { gestures } = useWorkspace();
  const [said, setSaid] = useState<Given | 'busy' | undefined>(undefined);
  const gesture = entry.data.gestureId ?? '';
  const what = gestureWhat(entry);
  const run = async (call: Promise<Given>) => {
    setSaid('busy');
    setSaid(await call);
  };
  if (typeof said === 'object' && said.kind === 'done') return null;
  const trouble = typeof said === 'object' ? troubleOf(said, entry) : undefined;
  return (
    <div className={styles.bar} role="group" aria-label={words.gestures.askCoSign}>
      <p>
        {isMine
          ? words.gestures.waiting(what, clockTime(moment(entry.data.until) ?? 0))
          : words.gestures.asked(inSentence(plainName(entry.actor.name) || words.delivery.someone), what)}
        {!isMine && entry.data.reason && <> <span dir="auto">{words.gestures.because(entry.data.reason)}</span></>}
        {trouble !== undefined && <> <span className={styles.wrong} role="alert">{trouble}</span></>}
      </p>
      {isMine
        ? <Button disabled={said === 'busy'} onClick={() => void run((place ?? gestures).release(conversationId, gesture))}>{words.gestures.takeBack}</Button>
        : (
          <span className={styles.answers}>
            <Button look="outlined" disabled={said === 'busy'} onClick={() => void run(gestures.coSign(conversationId, gesture, true))}>{words.gestures.coSign}</Button>
            <Button disabled={said === 'busy'} onClick={() => void run(gestures.coSign(conversationId, gesture, false))}>{words.gestures.no}</Button>
          </span>
        )}
    </div>
  );
}

function troubleOf(said: Given, { data }: Entry): string | undefined {
  switch (said.kind) {
    case 'denied': return deniedWords(said.denial, money(data.amount ?? 0, said.denial.currency));
    case 'over': return words.gestures.over;
    case 'refused': return words.done.refused(said.title.replace(/\.$/u, ''));
    case 'unreachable': return words.gestures.unreachable;
    default: return undefined;
  }
}
