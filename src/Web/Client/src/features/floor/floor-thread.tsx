import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { Entry, FloorConversation, FloorStanding } from '../../api/types';
import { newCommandId } from '../../api/api';
import { useWorkspace } from '../../realtime/workspace';
import { Button, IconButton } from '../../ui/button';
import { classes } from '../../ui/classes';
import { LoadingFace } from '../../ui/face';
import { clockTime, fullTime, moment } from '../../ui/format';
import { gestureSentence } from '../../ui/gesture-words';
import { icons } from '../../ui/icons';
import { plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import { Failed } from './failed';
import { FloorComposer } from './floor-composer';
import styles from './floor.module.css';
import { refusal, useFloorApi, useRead } from './use-floor';

interface Props { id: string; standing: FloorStanding; onBack: () => void; isNarrow: boolean; onStanding: (next: FloorStanding) => void; giving: (conversation: FloorConversation) => ReactNode }

/** What everyone can read of one conversation, and what one may do with it. */
export function FloorThread({ id, standing, onBack, isNarrow, onStanding, giving }: Props) {
  const floor = useFloorApi();
  const { me } = useWorkspace();
  const { value, hasFailed, again } = useRead({ conversation: id }, useCallback((signal: AbortSignal) => floor.conversation(id, signal), [floor, id]));
  const [leaseUntil, setLeaseUntil] = useState<string | undefined>(undefined);

  const order = async (what: 'claim' | 'release' | 'resolve') => {
    try {
      setLeaseUntil((await floor.order(id, what, newCommandId())).leaseUntil);
      if (what !== 'claim') onBack();
    } catch (error) {
      showNotice(refusal(error), { tone: 'danger' });
    }
    again();
  };
  const read = async () => {
    try {
      await floor.order(id, 'read', newCommandId());
      onStanding(await floor.me());
      showNotice(words.floor.readDone);
    } catch (error) {
      showNotice(refusal(error), { tone: 'danger' });
    }
  };

  if (!value) return hasFailed ? <Failed onAgain={again} /> : <LoadingFace />;
  const isMine = value.owner === me.id;
  const mayAnswer = !standing.needsGrade || standing.grade === 'answer' || standing.grade === 'act';
  const mayGive = !standing.needsGrade || standing.grade === 'act';
  const mayClaim = !standing.needsGrade || standing.grade !== 'observe';
  const isAnswered = value.entries.some((entry) => entry.kind === 'replyQueued');
  return (
    <>
      <header className={styles.head}>
        {isNarrow && <IconButton label={words.floor.back} onClick={onBack}>{icons.back}</IconButton>}
        <h2 className={styles.title}><bdi>{customerOf(value)}</bdi></h2>
        <span className={styles.owner}>{ownerOf(value, me.id)}{isMine && leaseUntil !== undefined && ` · ${words.floor.until(clockTime(moment(leaseUntil) ?? 0))}`}</span>
      </header>
      <ol className={styles.messages} aria-label={words.thread.label}>
        {value.entries.map((entry) => <Line key={entry.seq} entry={entry} meId={me.id} />)}
      </ol>
      <footer className={styles.foot}>
        {value.owner === undefined && mayClaim && <Button look="filled" onClick={() => void order('claim')}>{words.floor.claim}</Button>}
        {!mayClaim && isAnswered && <Button look="filled" onClick={() => void read()}>{words.floor.read}</Button>}
        {!mayClaim && !isAnswered && <p className={styles.quiet}>{words.floor.observing}</p>}
        {isMine && (
          <>
            <FloorComposer id={id} seenSeq={value.head} mayAnswer={mayAnswer} onDone={again} />
            {mayGive && giving(value)}
            <p className={styles.buttons}>
              {mayAnswer && <Button look="outlined" onClick={() => void order('resolve')}>{words.floor.resolve}</Button>}
              <Button onClick={() => void order('release')}>{words.floor.giveBack}</Button>
            </p>
          </>
        )}
      </footer>
    </>
  );
}

function customerOf({ customer }: FloorConversation): string {
  return plainName(customer.name) || plainName(customer.handle) || words.floor.noName;
}

function ownerOf({ owner, ownerName }: FloorConversation, meId: string): string {
  return owner === undefined ? words.floor.nobody : owner === meId ? words.floor.youHave : words.floor.has(plainName(ownerName) || words.delivery.someone);
}

/** Words are shown; of what happened around them, who took it and what was proposed. */
function Line({ entry, meId }: { entry: Entry; meId: string }) {
  const { directory } = useWorkspace();
  const at = moment(entry.at) ?? 0;
  const who = entry.actor.id === meId ? words.thread.you : plainName(entry.actor.name) || words.delivery.someone;
  const author = entry.data.authorId === undefined || entry.data.authorId === entry.actor.id ? undefined
    : entry.data.authorId === meId ? words.thread.you : plainName(directory.nameOf(entry.data.authorId)) || words.delivery.someone;
  const time = <time dateTime={entry.at} title={fullTime(at)}>{clockTime(at)}</time>;
  switch (entry.kind) {
    case 'messageReceived': case 'replyQueued': case 'draftProposed':
      return (
        <li className={classes(styles.message, entry.kind !== 'messageReceived' && styles.ours, entry.kind === 'draftProposed' && styles.proposal)}>
          <p className={styles.by}>
            <bdi>{entry.kind === 'draftProposed' ? (entry.actor.id === meId ? words.floor.card.own : words.floor.card.title(who)) : author === undefined ? who : words.floor.card.sentBy(author, who)}</bdi> {time}
          </p>
          <p className={styles.bubble} dir="auto">{entry.data.text}</p>
        </li>
      );
    case 'draftGivenBack':
      return <li className={styles.system}>{words.floor.card.given(who, entry.data.authorId === meId ? words.thread.toYou : author ?? who, entry.data.text ?? '')} {time}</li>;
    case 'claimed':
      return <li className={styles.system}>{words.entry.claimed(who)} {time}</li>;
    case 'released':
      return <li className={styles.system}>{entry.actor.kind === 'system' ? words.floor.nobody : words.entry.released(who)} {time}</li>;
    default: {
      const said = gestureSentence(entry, who, (id, name) => (id === meId ? words.thread.toYou : plainName(name) || words.delivery.someone));
      return said === undefined ? null : <li className={styles.system}>{said} {time}</li>;
    }
  }
}
