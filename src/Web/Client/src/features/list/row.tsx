import { memo } from 'react';
import type { Summary } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { classes } from '../../ui/classes';
import { timeLeft } from '../../ui/format';
import { channelIcon, icons } from '../../ui/icons';
import { LabelWord } from '../../ui/label-word';
import { customerName, isInvisible, plainName } from '../../ui/names';
import { useTicking } from '../../ui/now';
import { words } from '../../ui/words';
import styles from './row.module.css';

export interface RowProps {
  row: Summary;
  meId: string;
  channel: string;
  isCompact: boolean;
  isSelected: boolean;
  isGone: boolean;
  isUnread: boolean;
  draft: string | undefined;
  writing: string | undefined;
}

const labelsShown = 2;

/** One conversation in the list: who and how long, the last words, where and whose. */
export const Row = memo(function Row(props: RowProps) {
  const { row, isCompact, isSelected, isGone, isUnread } = props;
  return (
    <div
      className={classes(
        styles.row, isCompact && styles.compact, isSelected && styles.selected, isGone && styles.gone, isUnread && styles.unread,
      )}
    >
      <div className={styles.first}>
        <span className={styles.name} dir="auto">{customerName(row.customer)}</span>
        {isUnread && <span className="visually-hidden">, {words.row.unread}</span>}
        {row.priority === 'urgent' || row.priority === 'high'
          ? <span className={styles.priority}>{words.row.priority[row.priority]}</span> : null}
        <TimeLeft row={row} />
      </div>
      <div className={styles.second}>
        <LastWords {...props} />
        {isCompact && <Owner {...props} />}
      </div>
      {!isCompact && (
        <div className={styles.third}>
          <span className={styles.channel}>
            {row.visibility === 'public' ? <span className={styles.public}>{icons.globe}</span> : channelIcon(row.channelKind)}
            <bdi className={styles.channelName}>{props.channel}</bdi>
          </span>
          <span aria-hidden="true">·</span>
          <Owner {...props} />
          <Labels labels={row.labels} />
        </div>
      )}
      {isGone && <span className="visually-hidden">, {words.row.gone}</span>}
    </div>
  );
});

function TimeLeft({ row }: { row: Summary }) {
  const { api } = useWorkspace();
  const told = useTicking(() => {
    const { text, tone } = timeLeft(row, api.http.now());
    return `${tone} ${text}`;
  });
  const [tone = '', ...rest] = told.split(' ');
  return <span className={classes(styles.time, styles[tone])}>{rest.join(' ')}</span>;
}

function LastWords({ row, draft }: RowProps) {
  const isOurs = row.lastBy === 'employee';
  const line = oneLine(draft ?? row.lastText ?? '');
  // What we send without words is files.
  const text = !isInvisible(line) ? line : draft === undefined && isOurs ? words.thread.file : words.row.noWords;
  return (
    <>
      {draft !== undefined && <span className={classes(styles.before, styles.draft)}>{words.row.draft}</span>}
      {draft === undefined && isOurs && <span className={styles.before}>{words.row.you}</span>}
      <span className={styles.words} dir="auto">{text}</span>
    </>
  );
}

function Owner({ row, meId, writing }: RowProps) {
  if (writing !== undefined) return <span className={styles.owner}>{words.row.writing(writing)}</span>;
  if (!row.owner) return <strong className={styles.unclaimed}>{words.row.unclaimed}</strong>;
  const isMe = row.owner === meId;
  return <bdi className={styles.owner}>{isMe ? words.row.mine : plainName(row.ownerName) || words.delivery.someone}</bdi>;
}

function Labels({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return null;
  return (
    <span className={styles.labels}>
      {labels.slice(0, labelsShown).map((label) => <LabelWord key={label} label={label} />)}
      {labels.length > labelsShown && <span>{words.row.more(labels.length - labelsShown)}</span>}
    </span>
  );
}

/** A row is one line high whatever the words are: line breaks read as spaces, and no more is drawn than can be seen. */
function oneLine(text: string): string {
  return text.slice(0, 240).replace(/\s+/gu, ' ').trim();
}
