import { useEffect, useMemo, useState } from 'react';
import type { Custody, Entry, Summary } from '../../api/types';
import { queueName } from '../../realtime/directory';
import { lastChangeOfHands, pendingHandover } from '../../realtime/handover';
import type { PendingHandover } from '../../realtime/handover';
import { useStore } from '../../realtime/store';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { clockTime, moment, shortMoment } from '../../ui/format';
import { inSentence, plainName } from '../../ui/names';
import { Popover } from '../../ui/popover';
import { words } from '../../ui/words';
import styles from './handover.module.css';

/** Who has this, and to whom it is being handed; what can be done about that stands beside it. */
export function CustodyLine({ summary, entries }: { summary: Summary; entries: readonly Entry[] }) {
  const { me, directory } = useWorkspace();
  const known = useStore(directory.view);
  const pending = useMemo(() => pendingHandover(entries), [entries]);
  const custody = useCustody(summary.id, lastChangeOfHands(entries));
  const named = (id: string | undefined) => inSentence(plainName(known.employees.find((one) => one.id === id)?.name) || words.delivery.someone);
  if (summary.owner === undefined || summary.state === 'closed') return null;

  const isOffered = pending !== undefined && pending.from !== me.id && (pending.to === me.id || (pending.to === undefined && mayWrite(me)));
  if (pending === undefined && summary.owner === me.id && !isMoved(custody)) return null;
  const has = summary.owner === me.id ? words.handover.youHave : words.handover.has(named(summary.owner));
  const to = pending && (pending.to === undefined ? inSentence(plainName(queueName(known, pending.queue)) || words.views.queues) : pending.to === me.id ? words.handover.you : named(pending.to));
  return (
    <div className={styles.line} data-offered={isOffered ? '' : undefined} role={isOffered ? 'region' : undefined} aria-label={isOffered ? words.handover.title : undefined}>
      <p>
        <span>{has}</span>
        {pending && to !== undefined && <span>{words.handover.handedTo(to, clockTime(moment(pending.until) ?? 0))}</span>}
        {isMoved(custody) && <span><LogButton custody={custody} /></span>}
      </p>
      {pending && pending.summary !== '' && <p className={styles.words} dir="auto">{pending.summary}</p>}
      {pending && <Answers id={summary.id} pending={pending} isOffered={isOffered} />}
    </div>
  );
}

function Answers({ id, pending, isOffered }: { id: string; pending: PendingHandover; isOffered: boolean }) {
  const { commands, me } = useWorkspace();
  if (isOffered) {
    return (
      <p className={styles.buttons}>
        <Button look="outlined" onClick={() => void commands.answerHandover(id, 'accept')}>{words.handover.take}</Button>
        <Button onClick={() => void commands.answerHandover(id, 'return')}>{words.handover.giveBack}</Button>
      </p>
    );
  }
  if (pending.from !== me.id && me.role !== 'lead' && me.role !== 'admin') return null;
  return <p className={styles.buttons}><Button look="link" onClick={() => void commands.answerHandover(id, 'withdraw')}>{words.handover.keep}</Button></p>;
}

function LogButton({ custody }: { custody: Custody }) {
  const [isOpen, setIsOpen] = useState(false);
  const { api } = useWorkspace();
  const now = api.http.now();
  const at = (time: string) => shortMoment(moment(time) ?? 0, now);
  const counts = [
    ...(custody.pingPong > 0 ? [words.handover.pingPong(custody.pingPong)] : []),
    ...(custody.orphanSeconds > 0 ? [words.handover.orphan(custody.orphanSeconds)] : []),
  ];
  return (
    <Popover
      kind="dialog" label={words.handover.log} isOpen={isOpen} onOpenChange={setIsOpen}
      trigger={(props) => <Button look="link" {...props}>{counts.length > 0 ? counts.join(' · ') : words.handover.log}</Button>}
    >
      <div className={styles.form}>
        <h2 className={styles.title}>{words.handover.log}</h2>
        <ol className={styles.log}>
          {custody.log.map((part) => (
            <li key={part.since}>
              <span><bdi>{plainName(part.name) || words.delivery.someone}</bdi>{part.as === 'duty' && ` ${words.handover.onDuty}`}</span>
              <span className={styles.times}>{part.until === undefined ? words.handover.since(at(part.since)) : words.handover.fromTo(at(part.since), at(part.until))}</span>
            </li>
          ))}
        </ol>
        <p className={styles.buttons}><Button onClick={() => { setIsOpen(false); }}>{words.keys.close}</Button></p>
      </div>
    </Popover>
  );
}

function isMoved(custody: Custody | undefined): custody is Custody {
  return custody !== undefined && (custody.log.filter((part) => part.as === 'owner').length > 1 || custody.pingPong > 0 || custody.orphanSeconds > 0);
}

/** Asked for only where it has changed hands, and again when it does. */
function useCustody(id: string, changed: number): Custody | undefined {
  const { api } = useWorkspace();
  const [custody, setCustody] = useState<Custody | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    // Not reachable: the line says less until it changes hands again, or is opened again.
    if (changed > 0) api.custody(id).then((read) => { if (!isGone) setCustody(read); }, () => undefined);
    return () => { isGone = true; };
  }, [api, id, changed]);
  return custody;
}
