import { useState } from 'react';
import type { Quarantined } from '../../api/admin';
import { channelName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { moment, shortMoment } from '../../ui/format';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { Listing } from './parts';
import { faultWords } from './reasons';
import { useAdmin, useLoaded } from './use-admin';
import { useRedrive } from './use-redrive';
import type { Tried } from './use-redrive';

/** What came in and could not be read: kept as it came, to be looked at, and to be read again. */
export function QuarantinePage({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const admin = useAdmin();
  const loaded = useLoaded(admin.quarantine);
  const { tried, progress, one, all } = useRedrive(admin);
  const waiting = loaded.items.filter((item) => tried.get(item.id)?.kind !== 'taken');
  return (
    <>
      <p>{words.quarantine.about}</p>
      {waiting.length > 1 && (
        <p className={styles.buttons}>
          <Button look="outlined" disabled={progress?.isRunning === true} onClick={() => void all(waiting)}>{words.quarantine.all(waiting.length)}</Button>
        </p>
      )}
      <p className={styles.result} role="status">{progress && words.quarantine.progress(progress.done, progress.of, progress.taken)}</p>
      <Listing loaded={loaded} empty={words.quarantine.none}>
        {(item) => <Item key={item.id} item={item} tried={tried.get(item.id)} onTry={() => void one(item.id)} onOpen={onOpen} />}
      </Listing>
    </>
  );
}

interface ItemProps { item: Quarantined; tried: Tried | undefined; onTry: () => void; onOpen: (conversationId: string) => void }

function Item({ item, tried, onTry, onOpen }: ItemProps) {
  const { directory, api } = useWorkspace();
  const known = useStore(directory.view);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.name}><bdi>{plainName(channelName(known, item.channelId)) || item.channelId}</bdi></p>
        <p className={styles.about}>{words.quarantine.why(faultWords(item.reason))} · {shortMoment(moment(item.at) ?? 0, api.http.now())}</p>
      </div>
      <div className={styles.side}>
        <Button aria-expanded={isOpen} onClick={() => { setIsOpen(!isOpen); }}>{isOpen ? words.admin.hideRaw : words.admin.showRaw}</Button>
        {tried?.kind !== 'taken' && <Button disabled={tried?.kind === 'busy'} onClick={onTry}>{words.quarantine.again}</Button>}
      </div>
      {tried && (
        <p className={`${styles.wide ?? ''} ${(tried.kind === 'taken' || tried.kind === 'busy' ? styles.result : styles.bad) ?? ''}`} role="status">
          {triedWords(tried)}{' '}
          {tried.kind === 'taken' && <Button look="link" onClick={() => { onOpen(tried.conversationId); }}>{words.admin.openIt}</Button>}
        </p>
      )}
      {isOpen && <pre className={`${styles.wide ?? ''} ${styles.raw ?? ''}`} tabIndex={0} dir="ltr">{decoded(item.raw)}</pre>}
    </li>
  );
}

function triedWords(tried: Tried): string {
  switch (tried.kind) {
    case 'busy': return words.quarantine.busy;
    case 'taken': return tried.isDuplicate ? words.quarantine.duplicate : words.quarantine.taken;
    case 'still': return words.quarantine.still(faultWords(tried.reason));
    case 'gone': return words.quarantine.gone;
    case 'unreachable': return words.done.unreachable;
  }
}

const shownMax = 20_000;

/** As text, whatever it is: bytes that are none become the sign for that. */
function decoded(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes).slice(0, shownMax);
}
