import { useCallback, useState } from 'react';
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
import { useAdmin, useLoaded } from './use-admin';

/** What came in and could not be read: kept as it came, so that somebody can look. */
export function QuarantinePage() {
  const admin = useAdmin();
  const loaded = useLoaded(useCallback(async () => (await admin.quarantine()).items, [admin]));
  return (
    <>
      <p>{words.admin.quarantineAbout}</p>
      <Listing loaded={loaded} empty={words.admin.noQuarantine}>
        {(one) => <Item key={one.id} one={one} />}
      </Listing>
    </>
  );
}

function Item({ one }: { one: Quarantined }) {
  const { directory, api } = useWorkspace();
  const known = useStore(directory.view);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.name}><bdi>{plainName(channelName(known, one.channelId)) || one.channelId}</bdi></p>
        <p className={styles.about}>{one.reason} · {shortMoment(moment(one.at) ?? 0, api.http.now())}</p>
      </div>
      <div className={styles.side}>
        <Button aria-expanded={isOpen} onClick={() => { setIsOpen(!isOpen); }}>{isOpen ? words.admin.hideRaw : words.admin.showRaw}</Button>
      </div>
      {isOpen && <pre className={`${styles.wide ?? ''} ${styles.raw ?? ''}`} tabIndex={0}>{decoded(one.raw)}</pre>}
    </li>
  );
}

const shownMax = 20_000;

/** As text, whatever it is: bytes that are none become the sign for that. */
function decoded(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes).slice(0, shownMax);
}
