import { cloneElement, createContext, use, useEffect, useId, useRef, useState } from 'react';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { nothingWrong, wrongOf } from './wrong';
import type { Wrong } from './wrong';

const FormWrong = createContext<Wrong>(nothingWrong);

interface ControlProps { name?: string; 'aria-invalid'?: boolean | undefined; 'aria-describedby'?: string | undefined }

/** A control under its name; what is wrong with it stands right below. */
export function Field({ label, children }: { label: string; children: ReactElement<ControlProps> }) {
  const id = useId();
  const wrong = use(FormWrong).fields.get(children.props.name ?? '');
  return (
    <div className={styles.field}>
      <label><span>{label}</span>{cloneElement(children, { 'aria-invalid': wrong === undefined ? undefined : true, 'aria-describedby': wrong === undefined ? undefined : id })}</label>
      {wrong !== undefined && <p id={id} className={styles.wrong}>{wrong}</p>}
    </div>
  );
}

interface FormProps {
  submit: string;
  /** What it throws is said at the field it is about. */
  onSend: (form: FormData) => Promise<unknown>;
  onClose: () => void;
  look?: 'filled' | 'outlined';
  children: ReactNode;
}

export function AdminForm({ submit, onSend, onClose, look = 'filled', children }: FormProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState<Wrong>(nothingWrong);
  const element = useRef<HTMLFormElement>(null);

  useEffect(() => { element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); }, [wrong]);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setIsBusy(true);
    try {
      await onSend(new FormData(form));
      onClose();
    } catch (error) {
      setWrong(wrongOf(error, (field) => form.elements.namedItem(field) !== null));
      setIsBusy(false);
    }
  };
  return (
    <form
      ref={element} className={styles.form} onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <FormWrong value={wrong}>{children}</FormWrong>
      {wrong.whole !== undefined && <p className={styles.wrong} role="alert">{wrong.whole}</p>}
      <p className={styles.buttons}>
        <Button type="submit" look={look} disabled={isBusy}>{isBusy ? words.admin.busy : submit}</Button>
        <Button onClick={onClose}>{words.admin.cancel}</Button>
      </p>
    </form>
  );
}

/** Opens in place, so that a page of things stays a list and not a form; the focus comes back to where it opened. */
export function AddForm({ label, submit, onAdd, children }: { label: string; submit: string; onAdd: (form: FormData) => Promise<unknown>; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLParagraphElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.querySelector('button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!isOpen) return <p ref={opener}><Button look="filled" onClick={() => { setIsOpen(true); }}>{label}</Button></p>;
  return <AdminForm submit={submit} onSend={onAdd} onClose={() => { setIsOpen(false); }}>{children}</AdminForm>;
}

/** A row that turns into a form and back. */
export function useEdited(): { edited: string | undefined; edit: (id: string) => void; close: () => void } {
  const [edited, setEdited] = useState<string | undefined>(undefined);
  const last = useRef<string | undefined>(undefined);
  useEffect(() => {
    // The button that opened the form is drawn anew with its row.
    if (edited === undefined && last.current !== undefined) document.querySelector<HTMLElement>(`[data-edit="${CSS.escape(last.current)}"]`)?.focus();
    last.current = edited;
  }, [edited]);
  return {
    edited,
    edit: setEdited,
    close: () => { setEdited(undefined); },
  };
}

export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
