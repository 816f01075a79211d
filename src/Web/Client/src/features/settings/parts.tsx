import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '../../ui/button';
import { Face, LoadingFace } from '../../ui/face';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import type { Loaded } from './use-admin';

export function Field({ label, children }: { label: string; children: ReactNode }) {
  return <label className={styles.field}><span>{label}</span>{children}</label>;
}

/** Opens in place, so that a page of things stays a list and not a form. */
export function AddForm({ label, submit, onAdd, children }: {
  label: string; submit: string; onAdd: (form: FormData) => Promise<boolean>; children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsBusy(true);
    const isDone = await onAdd(new FormData(event.currentTarget));
    setIsBusy(false);
    if (isDone) setIsOpen(false);
  };
  if (!isOpen) return <p><Button look="filled" onClick={() => { setIsOpen(true); }}>{label}</Button></p>;
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      {children}
      <p className={styles.buttons}>
        <Button type="submit" look="filled" disabled={isBusy}>{submit}</Button>
        <Button onClick={() => { setIsOpen(false); }}>{words.admin.cancel}</Button>
      </p>
    </form>
  );
}

/** What is shown this once: a secret, a key, a link. */
export function Once({ about, value, onClose }: { about: string; value: string; onClose: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className={styles.once} role="status">
      <p>{about}</p>
      <input className={styles.secret} readOnly value={value} aria-label={about} dir="ltr" onFocus={(event) => { event.target.select(); }} />
      <p className={styles.buttons}>
        <Button
          look="outlined"
          onClick={() => { void navigator.clipboard.writeText(value).then(() => { setIsCopied(true); }, () => { setIsCopied(false); }); }}
        >
          {isCopied ? words.admin.copied : words.admin.copy}
        </Button>
        <Button onClick={onClose}>{words.done.dismiss}</Button>
      </p>
    </div>
  );
}

/** The faces every list of the settings has. */
export function Listing<T>({ loaded, empty, children }: {
  loaded: Loaded<readonly T[]>; empty: string; children: (item: T) => ReactNode;
}) {
  if (loaded.face === 'loading') return <LoadingFace />;
  if (loaded.data === undefined) {
    return <Face isAlert action={<Button look="link" onClick={() => void loaded.reload()}>{words.thread.retry}</Button>}>{words.admin.failed}</Face>;
  }
  if (loaded.data.length === 0) return <p className={styles.empty}>{empty}</p>;
  return <ul className={styles.list}>{loaded.data.map(children)}</ul>;
}

export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
