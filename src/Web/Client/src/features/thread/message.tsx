import { memo } from 'react';
import type { Entry } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { classes } from '../../ui/classes';
import { clockTime, fullTime, moment } from '../../ui/format';
import { icons } from '../../ui/icons';
import { customerName, isInvisible, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import type { Delivery } from './deliveries';
import { DeliveryLine } from './delivery-line';
import { MediaLinks } from './media-links';
import styles from './message.module.css';
import { SafeText } from './safe-text';
import { visibilityOf, writtenAt } from './thread-items';

interface Props {
  conversationId: string;
  entry: Entry;
  isOurs: boolean;
  startsGroup: boolean;
  delivery: Delivery | undefined;
  isLastOwn: boolean;
  onUndo: (replyId: string, text: string) => void;
  onCopyLink: (seq: number) => void;
}

/** Later than this between writing and receiving is worth saying. */
const lateMs = 2 * 60_000;

export const Message = memo(function Message(props: Props) {
  const { conversationId, entry, isOurs, startsGroup, delivery, isLastOwn, onUndo, onCopyLink } = props;
  const { me } = useWorkspace();
  const text = entry.data.text ?? '';
  return (
    <article className={classes(styles.message, isOurs && styles.ours, startsGroup && styles.starts)}>
      {startsGroup && <MessageHead entry={entry} isOurs={isOurs} />}
      <div className={styles.bubble} title={fullTime(writtenAt(entry))}>
        {isInvisible(text)
          ? (entry.data.media ?? []).length === 0 && <p className={styles.silent}>{words.row.noWords}</p>
          : <SafeText text={text} />}
        <MediaLinks media={entry.data.media ?? []} />
        <LinkButton seq={entry.seq} onCopyLink={onCopyLink} />
      </div>
      {isOurs && (
        <DeliveryLine
          conversationId={conversationId} replyId={entry.data.replyId ?? ''} text={text} delivery={delivery}
          isMine={entry.actor.id === me.id} isLastOwn={isLastOwn} onUndo={onUndo}
        />
      )}
    </article>
  );
});

function MessageHead({ entry, isOurs }: { entry: Entry; isOurs: boolean }) {
  const { me, directory } = useWorkspace();
  const written = writtenAt(entry);
  const received = moment(entry.at) ?? written;
  const sender = isOurs && entry.actor.id === me.id ? words.thread.you
    : isOurs ? plainName(entry.actor.name) || words.delivery.someone : customerName(entry.actor);
  const { authorId } = entry.data;
  const writer = authorId === me.id ? words.thread.you : plainName(authorId === undefined ? undefined : directory.nameOf(authorId)) || words.delivery.someone;
  const author = authorId === undefined || authorId === entry.actor.id ? sender
    : entry.actor.id === me.id ? words.floor.card.sentByYou(writer) : words.floor.card.sentBy(writer, sender);
  return (
    <header className={styles.head}>
      <bdi className={styles.author}>{author}</bdi>
      <time dateTime={new Date(written).toISOString()} title={fullTime(written)}>{clockTime(written)}</time>
      {received - written > lateMs && <span>{words.thread.received(clockTime(received))}</span>}
      {visibilityOf(entry) === 'public' && <span className={styles.public}>{icons.globe}{words.thread.public}</span>}
    </header>
  );
}

export function Note({ entry, startsGroup, onCopyLink }: { entry: Entry; startsGroup: boolean; onCopyLink: (seq: number) => void }) {
  const { me } = useWorkspace();
  const at = writtenAt(entry);
  const author = entry.actor.id === me.id ? words.thread.you : plainName(entry.actor.name) || words.delivery.someone;
  return (
    <article className={classes(styles.message, styles.ours, styles.note, startsGroup && styles.starts)}>
      {startsGroup && (
        <header className={styles.head}>
          <span className={styles.noteMark}>{icons.note}{words.thread.note}</span>
          <bdi className={styles.author}>{author}</bdi>
          <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>{clockTime(at)}</time>
          <span>{words.thread.onlyUs}</span>
        </header>
      )}
      <div className={styles.bubble} title={fullTime(at)}><SafeText text={entry.data.text ?? ''} /><LinkButton seq={entry.seq} onCopyLink={onCopyLink} /></div>
    </article>
  );
}

/** Beside what the pointer is on. Not on the way of the Tab key, which would stop at every message: by keyboard it is in the palette. */
function LinkButton({ seq, onCopyLink }: { seq: number; onCopyLink: (seq: number) => void }) {
  return (
    <button type="button" tabIndex={-1} className={styles.link} aria-label={words.actions.copyEntryLink} title={words.actions.copyEntryLink} onClick={() => { onCopyLink(seq); }}>
      {icons.link}
    </button>
  );
}
