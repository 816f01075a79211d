import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { FloorItem, FloorMine, FloorStanding } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Face, LoadingFace } from '../../ui/face';
import { moment, shortMoment } from '../../ui/format';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './floor.module.css';
import { useFloorApi, useRead } from './use-floor';

const tabs = ['waiting', 'mine', 'answered'] as const;
type Tab = typeof tabs[number];

interface Props { standing: FloorStanding; selectedId: string | undefined; onOpen: (id: string) => void }

/** Who waits, whom one has or had, and what colleagues answered: what one learns from. */
export function FloorLists({ standing, selectedId, onOpen }: Props) {
  const [tab, setTab] = useState<Tab>('waiting');
  return (
    <>
      <div className={styles.tabs} role="group" aria-label={words.floor.title}>
        {tabs.map((one) => (
          <Button key={one} aria-pressed={one === tab} className={classes(one === tab && styles.here)} onClick={() => { setTab(one); }}>{words.floor.lists[one]}</Button>
        ))}
      </div>
      {tab === 'waiting' && standing.needsGrade && standing.grade === 'observe' && <p className={styles.hint}>{words.floor.observing}</p>}
      {tab === 'waiting' ? <Waiting hasTopics={standing.topics.length > 0} selectedId={selectedId} onOpen={onOpen} />
        : <Others key={tab} tab={tab} selectedId={selectedId} onOpen={onOpen} />}
    </>
  );
}

function Waiting({ hasTopics, selectedId, onOpen }: { hasTopics: boolean; selectedId: string | undefined; onOpen: (id: string) => void }) {
  const floor = useFloorApi();
  const { value, hasFailed, again } = useRead('floor', useCallback((signal: AbortSignal) => floor.list(signal), [floor]));
  return (
    <Listing isThere={value !== undefined} hasFailed={hasFailed} onAgain={again} isEmpty={value?.items.length === 0} empty={hasTopics ? words.floor.empty : words.floor.emptyAll}>
      <p className={styles.hint} role="status">{words.floor.total(value?.total ?? 0)}</p>
      <ul>
        {value?.items.map((item) => (
          <li key={item.id} className={classes(styles.row, item.id === selectedId && styles.selected)}>
            <Row item={item} onOpen={onOpen} note={item.answeredBefore ? words.floor.before : item.topics.join(' · ')} isSelected={item.id === selectedId} />
            <Why item={item} />
          </li>
        ))}
      </ul>
    </Listing>
  );
}

function Others({ tab, selectedId, onOpen }: { tab: 'mine' | 'answered'; selectedId: string | undefined; onOpen: (id: string) => void }) {
  const floor = useFloorApi();
  const read = useCallback((signal: AbortSignal) => (tab === 'mine' ? floor.mine(signal) : floor.answered(signal)), [floor, tab]);
  const { value, hasFailed, again } = useRead<FloorMine>('floor', read);
  return (
    <Listing isThere={value !== undefined} hasFailed={hasFailed} onAgain={again} isEmpty={value?.items.length === 0} empty={tab === 'mine' ? words.floor.mineEmpty : words.floor.answeredEmpty}>
      <ul>
        {value?.items.map((item) => (
          <li key={item.id} className={classes(styles.row, item.id === selectedId && styles.selected)}>
            <Row
              item={item} onOpen={onOpen} isSelected={item.id === selectedId}
              note={item.isMine ? words.floor.youHave : item.ownerName ? words.floor.has(plainName(item.ownerName)) : words.floor.nobody}
            />
          </li>
        ))}
      </ul>
    </Listing>
  );
}

interface ListingProps { isThere: boolean; hasFailed: boolean; onAgain: () => void; isEmpty: boolean; empty: string; children: ReactNode }

function Listing({ isThere, hasFailed, onAgain, isEmpty, empty, children }: ListingProps) {
  const again = <Button look="link" onClick={onAgain}>{words.thread.retry}</Button>;
  if (!isThere) return hasFailed ? <Face isAlert action={again}>{words.floor.failed}</Face> : <LoadingFace />;
  return <div className={styles.rows}>{hasFailed && <p className={styles.wrong} role="alert">{words.floor.failed} {again}</p>}{isEmpty ? <Face>{empty}</Face> : children}</div>;
}

type RowItem = Pick<FloorItem, 'id' | 'customer' | 'text' | 'waitingSince'>;

function Row({ item, note, isSelected, onOpen }: { item: RowItem; note: string; isSelected: boolean; onOpen: (id: string) => void }) {
  const { api } = useWorkspace();
  const since = moment(item.waitingSince);
  return (
    <button type="button" className={styles.open} aria-current={isSelected ? 'true' : undefined} onClick={() => { onOpen(item.id); }}>
      <span className={styles.first}>
        <bdi className={styles.name}>{plainName(item.customer.name) || plainName(item.customer.handle) || words.floor.noName}</bdi>
        {since !== undefined && <span className={styles.time}>{words.floor.waitsSince(shortMoment(since, api.http.now()))}</span>}
      </span>
      <span className={styles.words} dir="auto">{item.text}</span>
      <span className={styles.note}>{note}</span>
    </button>
  );
}

/** The score, line by line, for whoever asks. */
function Why({ item }: { item: FloorItem }) {
  return (
    <details className={styles.why}>
      <summary>{words.floor.why(item.score)}</summary>
      <ul>
        {item.why.map((line) => (
          <li key={line.what}><span className={styles.points}>{words.floor.points(line.points)}</span> {sentence(line)}</li>
        ))}
      </ul>
    </details>
  );
}

function sentence({ what, number, words: heard }: FloorItem['why'][number]): string {
  const of = words.floor.whyOf;
  return what === 'need' || what === 'anger' ? of[what](heard.join(', ')) : of[what](number);
}
