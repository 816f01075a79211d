import { memo, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Entry, Summary } from '../../api/types';
import { channelName, queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Avatar } from '../../ui/avatar';
import { Button, IconButton } from '../../ui/button';
import { Face, LoadingFace } from '../../ui/face';
import { fullTime, moment, shortMoment } from '../../ui/format';
import { icons } from '../../ui/icons';
import { keysOf } from '../../ui/key-table';
import { LabelWord } from '../../ui/label-word';
import { customerName, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './context.module.css';
import { PromisesSection } from './promises-section';

interface Props { conversationId: string | undefined; onClose: () => void; children?: ReactNode }

/** Who this is, and how the conversation stands. */
export const ContextPane = memo(function ContextPane({ conversationId, onClose, children }: Props) {
  return (
    <aside className={styles.pane} aria-label={words.context.label} data-pane="context">
      <header className={styles.head}>
        <h2 className={styles.title}>{words.context.title}</h2>
        <span className={styles.close}><IconButton label={words.context.close} keys={keysOf('context')} onClick={onClose}>{icons.close}</IconButton></span>
      </header>
      {conversationId === undefined ? <Face>{words.context.none}</Face> : <Card conversationId={conversationId}>{children}</Card>}
    </aside>
  );
});

function Card({ conversationId, children }: { conversationId: string; children: ReactNode }) {
  const { threads } = useWorkspace();
  const view = useStore(useMemo(() => threads.view(conversationId), [threads, conversationId]));
  if (view.summary) return <Facts summary={view.summary} entries={view.state.entries}>{children}</Facts>;
  return view.face === 'loading' ? <LoadingFace /> : <Face>{words.context.failed}</Face>;
}

function Facts({ summary, entries, children }: { summary: Summary; entries: readonly Entry[]; children: ReactNode }) {
  const { directory, api } = useWorkspace();
  const known = useStore(directory.view);
  const { customer } = summary;
  const name = customerName(customer);
  const handle = plainName(customer.handle);
  const now = api.http.now();
  const time = (iso: string | null | undefined) => {
    const ms = moment(iso);
    return ms === undefined ? undefined : <time dateTime={iso ?? ''} title={fullTime(ms)}>{shortMoment(ms, now)}</time>;
  };
  return (
    <div className={styles.body}>
      <div className={styles.who}>
        <Avatar name={name} size={48} />
        <div className={styles.names}>
          <p className={styles.name} dir="auto">{name}</p>
          {handle !== '' && handle !== name && <p className={styles.handle} dir="auto">{handle}</p>}
          {typeof customer.followers === 'number' && customer.followers > 0
            && <p className={styles.handle}>{words.context.followers(customer.followers)}</p>}
        </div>
      </div>
      {children}
      <dl className={styles.facts}>
        <Fact name={words.context.state}><span className={styles.state}>{words.states[summary.state]}</span></Fact>
        <Fact name={words.context.owner}>{summary.owner ? <bdi>{plainName(summary.ownerName) || words.delivery.someone}</bdi> : words.row.unclaimed}</Fact>
        {summary.accountableName && summary.accountable !== summary.owner
          && <Fact name={words.context.accountable}><bdi>{plainName(summary.accountableName)}</bdi></Fact>}
        <Fact name={words.context.queue}><bdi>{queueName(known, summary.queue)}</bdi></Fact>
        <Fact name={words.context.priority}>{words.priority[summary.priority]}</Fact>
        {summary.labels.length > 0 && (
          <Fact name={words.context.labels}>
            <Labels labels={summary.labels} />
          </Fact>
        )}
        <Fact name={words.context.channel}><bdi>{channelName(known, summary.channelId) ?? summary.channelKind}</bdi></Fact>
        <Fact name={words.context.visibility}>
          {summary.visibility === 'public'
            ? <span className={styles.public}>{icons.globe}{words.context.everyone}</span> : words.context.onlyThem}
        </Fact>
        <Fact name={words.context.waiting}>{time(summary.waitingSince)}</Fact>
        <Fact name={words.context.due}>{summary.waitingSince ? time(summary.dueAt) : undefined}</Fact>
        <Fact name={words.context.began}>{time(summary.createdAt)}</Fact>
        <Fact name={words.context.thread}><span className={styles.thread}>{summary.thread}</span></Fact>
      </dl>
      <PromisesSection key={summary.id} summary={summary} entries={entries} />
    </div>
  );
}

const labelsShown = 12;

/** A dozen say what it is about; the rest is there when it is asked for. */
function Labels({ labels }: { labels: readonly string[] }) {
  const [isWhole, setIsWhole] = useState(false);
  return (
    <span className={styles.labels}>
      {(isWhole ? labels : labels.slice(0, labelsShown)).map((label) => <LabelWord key={label} label={label} />)}
      {labels.length > labelsShown && (
        <Button look="link" onClick={() => { setIsWhole(!isWhole); }}>{isWhole ? words.thread.less : words.labels.all(labels.length)}</Button>
      )}
    </span>
  );
}

/** Nothing is said about what is not known. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === undefined || children === null || children === '') return null;
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
