import { useEffect, useState } from 'react';
import type { GivenPromise } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { Face, LoadingFace } from '../../ui/face';
import { momentAhead, moment, shortMoment } from '../../ui/format';
import { icons } from '../../ui/icons';
import { Modal } from '../../ui/modal';
import { customerName, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { RailLink } from './rail-link';
import styles from './promises.module.css';

/** What I still owe customers, one press away. */
export function PromisesLink({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const { promises } = useWorkspace();
  const toKeep = useStore(promises.toKeep);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <RailLink icon={icons.promise} name={words.promises.title} count={toKeep ? toKeep.open + toKeep.broken : undefined} isHere={false} onGo={() => { setIsOpen(true); }} />
      {isOpen && (
        <PromiseList
          onClose={() => { setIsOpen(false); }}
          onOpen={(id) => {
            setIsOpen(false);
            onOpen(id);
          }}
        />
      )}
    </>
  );
}

interface List { view: 'mine' | 'company'; state: 'open' | 'broken' }
interface Read { of: List; face: 'ready' | 'failed'; items: readonly GivenPromise[]; next: string | null | undefined }

function PromiseList({ onClose, onOpen }: { onClose: () => void; onOpen: (id: string) => void }) {
  const { api, promises } = useWorkspace();
  const [list, setList] = useState<List>({ view: 'mine', state: 'open' });
  const [read, setRead] = useState<Read | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    api.promises.list(list.view, list.state).then(
      ({ items, next, mine }) => {
        promises.toKeep.set(mine);
        if (isWanted) setRead({ of: list, face: 'ready', items, next });
      },
      () => { if (isWanted) setRead({ of: list, face: 'failed', items: [], next: null }); },
    );
    return () => { isWanted = false; };
  }, [api, promises, list]);
  const more = async (cursor: string) => {
    const page = await api.promises.list(list.view, list.state, cursor);
    setRead((now) => (now?.of === list ? { ...now, items: [...now.items, ...page.items], next: page.next } : now));
  };
  const now = api.http.now();
  const shown = read?.of === list ? read : undefined;
  return (
    <Modal label={words.promises.title} onClose={onClose}>
      <header className={styles.head}>
        <h2>{words.promises.title}</h2>
        <Button onClick={onClose}>{words.promises.close}</Button>
      </header>
      <div className={styles.choices} role="group" aria-label={words.promises.lists}>
        <Choice list={list} value={{ ...list, view: 'mine' }} onChoose={setList}>{words.promises.mine}</Choice>
        <Choice list={list} value={{ ...list, view: 'company' }} onChoose={setList}>{words.promises.company}</Choice>
        <Choice list={list} value={{ ...list, state: 'open' }} onChoose={setList}>{words.promises.toKeep}</Choice>
        <Choice list={list} value={{ ...list, state: 'broken' }} onChoose={setList}>{words.promises.notKept}</Choice>
      </div>
      {!shown && <LoadingFace />}
      {shown?.face === 'failed' && <Face>{words.promises.failed}</Face>}
      {shown?.face === 'ready' && shown.items.length === 0 && <Face>{list.view === 'mine' ? words.promises.noneMine : words.promises.noneCompany}</Face>}
      <ul className={styles.items}>
        {shown?.items.map((one) => {
          const due = moment(one.dueAt) ?? 0;
          return (
            <li key={`${one.conversationId} ${one.id}`}>
              <button type="button" onClick={() => { onOpen(one.conversationId); }}>
                <span className={styles.what} dir="auto">{one.text || words.promises.gone}</span>
                <span className={styles.meta}>
                  <bdi>{one.conversation ? customerName(one.conversation.customer) : ''}</bdi> · <time dateTime={one.dueAt} data-late={due <= now ? '' : undefined}>{due > now ? momentAhead(due, now) : shortMoment(due, now)}</time>
                  {list.view === 'company' && <> · <bdi>{plainName(one.answersName) || words.delivery.someone}</bdi></>}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown?.next && <p className={styles.more}><Button look="link" onClick={() => void more(shown.next ?? '')}>{words.promises.more}</Button></p>}
    </Modal>
  );
}

function Choice({ list, value, onChoose, children }: { list: List; value: List; onChoose: (list: List) => void; children: string }) {
  const isOn = list.view === value.view && list.state === value.state;
  return <button type="button" aria-pressed={isOn} onClick={() => { if (!isOn) onChoose(value); }}>{children}</button>;
}
