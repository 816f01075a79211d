import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { Face, LoadingFace } from '../../ui/face';
import { shortMoment } from '../../ui/format';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import type { Loaded } from './use-admin';

/** What is shown this once: a secret, a key, a link. */
export function Once({ about, value, onClose }: { about: string; value: string; onClose: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    // Where it is not allowed, what is selected can be copied by hand.
    setIsCopied(await copyText(value));
  };
  return (
    <div className={styles.once} role="status">
      <p>{about}</p>
      <input ref={field} className={styles.secret} readOnly value={value} aria-label={about} dir="ltr" onFocus={(event) => { event.target.select(); }} />
      <p className={styles.buttons}>
        <Button look="outlined" onClick={() => void copy()}>{isCopied ? words.admin.copied : words.admin.copy}</Button>
        <Button onClick={onClose}>{words.done.dismiss}</Button>
      </p>
    </div>
  );
}

/** What cannot be undone is asked once, in the place of its button. */
export function Sure({ label, question, look = 'text', onSure }: { label: string; question: string; look?: 'text' | 'link'; onSure: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) return <Button look={look} onClick={() => { setIsAsking(true); }}>{label}</Button>;
  return (
    <span className={styles.sure} role="group" aria-label={question}>
      <span>{question}</span>{' '}
      <Button look={look} autoFocus onClick={() => { setIsAsking(false); }}>{words.admin.keep}</Button>
      <Button look={look} className={styles.danger} onClick={() => { setIsAsking(false); onSure(); }}>{label}</Button>
    </span>
  );
}

/** Who may not see a page is told who can change that. */
export function Denied() {
  return <Face>{words.admin.denied(words.list.an)}</Face>;
}

/** The faces every list of the settings has. */
export function Listing<T>({ loaded, empty, children }: { loaded: Loaded<T>; empty: string; children: (item: T) => ReactNode }) {
  const again = <Button look="link" onClick={() => void loaded.reload()}>{words.thread.retry}</Button>;
  if (loaded.face === 'loading') return <LoadingFace />;
  if (loaded.face === 'denied') return <Denied />;
  if (loaded.face === 'failed') return <Face isAlert action={again}>{words.admin.failed}</Face>;
  return (
    <>
      <Stale since={loaded.staleSince}>{again}</Stale>
      {loaded.items.length === 0 ? <p className={styles.empty}>{empty}</p> : <ul className={styles.list}>{loaded.items.map(children)}</ul>}
      {loaded.hasMore && (
        <p className={styles.buttons}>
          <Button look="link" onClick={() => void loaded.more()}>{words.search.more}</Button>
        </p>
      )}
    </>
  );
}

function Stale({ since, children }: { since: number | undefined; children: ReactNode }) {
  const { api } = useWorkspace();
  if (since === undefined) return null;
  return <p className={styles.stale} role="alert">{words.admin.stale(shortMoment(since, api.http.now()))} {children}</p>;
}
