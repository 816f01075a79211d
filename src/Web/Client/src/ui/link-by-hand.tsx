import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button } from './button';
import { copyText } from './clipboard';
import styles from './link-by-hand.module.css';
import { Modal } from './modal';
import { showNotice } from './notices';
import { words } from './words';

/** A link that the browser did not let us copy, until it was taken. */
let refused: string | undefined;
const listeners = new Set<() => void>();

function publish(link: string | undefined): void {
  refused = link;
  for (const listener of listeners) listener();
}

/** Copies a link and says so; where the clipboard is refused, the link stands there to be taken by hand. */
export async function copyLink(path: string): Promise<void> {
  await copyAddress(new URL(path, location.origin).href, words.links.copied);
}

/** The same with an address of the server's making, and with what else can be done with it. */
export async function copyAddress(link: string, said: string, action?: { label: string; run: () => void }): Promise<void> {
  if (await copyText(link)) showNotice(said, action ? { action } : {});
  else {
    publish(link);
    if (action) showNotice(said, { action });
  }
}

export function LinkByHand() {
  const link = useSyncExternalStore(subscribe, () => refused);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { field.current?.select(); }, [link]);
  if (link === undefined) return null;
  const close = () => { publish(undefined); };
  return (
    <Modal label={words.links.title} onClose={close}>
      <div className={styles.place}>
        <p>{words.links.refused}</p>
        <input ref={field} className={styles.link} readOnly value={link} aria-label={words.links.title} dir="ltr" autoFocus onFocus={(event) => { event.target.select(); }} />
        <Button look="filled" onClick={close}>{words.done.dismiss}</Button>
      </div>
    </Modal>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
