import { useMemo, useState } from 'react';
import type { Entry, GivenPromise, Summary } from '../../api/types';
import { useStore } from '../../realtime/store';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { duration, fullTime, moment, momentAhead, shortMoment } from '../../ui/format';
import { keysOf } from '../../ui/key-table';
import { inSentence, plainName } from '../../ui/names';
import { useTicking } from '../../ui/now';
import { words } from '../../ui/words';
import { HandOverForm, MakeForm, MoveForm, ReleaseForm } from './promise-forms';
import styles from './promises.module.css';

type Asked = { kind: 'move' | 'handOver' | 'release'; promise: GivenPromise } | undefined;

const settledShown = 3;

/** What was promised in this conversation: what is still to be kept first. */
export function PromisesSection({ summary, entries }: { summary: Summary; entries: readonly Entry[] }) {
  const { promises, me } = useWorkspace();
  const view = useStore(useMemo(() => promises.of(summary.id), [promises, summary.id]));
  const [asked, setAsked] = useState<Asked>(undefined);
  const isMaking = useStore(promises.making) === summary.id;
  const isDone = summary.state === 'resolved' || summary.state === 'closed';
  const canMake = mayWrite(me) && !isDone;

  const unsettled = view.items.filter((one) => one.state === 'open' || one.state === 'dueSoon' || one.state === 'broken');
  const settled = view.items.filter((one) => !unsettled.includes(one)).toReversed().slice(0, settledShown);
  const ask = (next: Asked, making?: string) => {
    setAsked(next);
    promises.making.set(making);
  };
  const close = () => {
    ask(undefined);
    void promises.load(summary.id);
  };
  return (
    <section className={styles.section} aria-labelledby="promises-title">
      <h3 id="promises-title">{words.promises.title}</h3>
      {view.face === 'failed' && <p className={styles.none}>{words.promises.failed} <Button look="link" onClick={() => void promises.load(summary.id)}>{words.thread.retry}</Button></p>}
      {view.face === 'ready' && view.items.length === 0 && <p className={styles.none}>{words.promises.none}</p>}
      <ul>
        {[...unsettled, ...settled].map((one) => (
          <Item key={one.id} promise={one} summary={summary} entries={entries} onAsk={mayWrite(me) && unsettled.includes(one) ? ask : undefined} />
        ))}
      </ul>
      {canMake && <Button look="link" aria-keyshortcuts={keysOf('promise')} onClick={() => { ask(undefined, summary.id); }}>{words.promises.add}</Button>}
      {canMake && isMaking && <MakeForm summary={summary} onClose={close} />}
      {asked?.kind === 'move' && <MoveForm summary={summary} promise={asked.promise} audience={audienceOf(summary, entries)} onClose={close} />}
      {asked?.kind === 'handOver' && <HandOverForm summary={summary} promise={asked.promise} onClose={close} />}
      {asked?.kind === 'release' && <ReleaseForm summary={summary} promise={asked.promise} onClose={close} />}
    </section>
  );
}

function Item({ promise, summary, entries, onAsk }: { promise: GivenPromise; summary: Summary; entries: readonly Entry[]; onAsk: ((asked: Asked) => void) | undefined }) {
  const { api, promises, commands, me } = useWorkspace();
  const due = moment(promise.dueAt) ?? 0;
  const isOpen = promise.state === 'open' || promise.state === 'dueSoon';
  const now = useTicking(() => Math.floor(api.http.now() / 60_000)) * 60_000;
  const what = promise.text || words.promises.gone;
  const when = due > now ? momentAhead(due, now) : shortMoment(due, now);
  const who = inSentence(plainName(promise.madeByName) || words.delivery.someone);
  const notes = [
    promise.state === 'open' ? '' : isOpen && due <= now ? words.promises.late(duration(Math.max(60_000, now - due))) : words.promises.states[promise.state],
    promise.moves > 0 ? words.promises.moved(promise.moves) : '',
    isOpen && promise.handedOver && promise.answers !== me.id ? words.promises.answers(plainName(promise.answersName) || words.delivery.someone) : '',
  ].filter((note) => note !== '');
  const keep = async () => {
    const shown = entries.findLast((entry) => entry.kind === 'replyQueued' && entry.seq > promise.seq)?.seq;
    await commands.run(summary.id, (id) => api.promises.keep(summary.id, id, promise.id, shown));
    void promises.load(summary.id);
  };
  const tone = promise.state === 'broken' || (isOpen && due <= now) ? styles.broken : promise.state === 'dueSoon' ? styles.soon : isOpen ? undefined : styles.settled;
  return (
    <li className={classes(styles.item, tone)}>
      <p dir="auto" title={fullTime(due)}>{promise.madeBy === me.id ? words.promises.youPromised(what, when) : words.promises.promised(who, what, when)}</p>
      {notes.length > 0 && <p className={styles.notes}>{notes.join(' · ')}</p>}
      {onAsk && (
        <p className={styles.acts}>
          <Button look="link" onClick={() => void keep()}>{words.promises.kept}</Button>
          <Button look="link" onClick={() => { onAsk({ kind: 'move', promise }); }}>{words.promises.move}</Button>
          <Button look="link" onClick={() => { onAsk({ kind: 'handOver', promise }); }}>{words.promises.handOver}</Button>
          <Button look="link" onClick={() => { onAsk({ kind: 'release', promise }); }}>{words.promises.release}</Button>
        </p>
      )}
    </li>
  );
}

/** Told where it was said: as the last reply, else as the customer's own words. */
function audienceOf(summary: Summary, entries: readonly Entry[]): 'public' | 'private' {
  return entries.findLast((entry) => entry.kind === 'replyQueued')?.data.audience ?? summary.visibility;
}

