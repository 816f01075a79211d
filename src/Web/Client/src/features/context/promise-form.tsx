import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { Problem } from '../../api/http';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { atHour, clockText } from '../../ui/locale';
import { Modal } from '../../ui/modal';
import { showNotice } from '../../ui/notices';
import { chosenMoment } from '../../ui/snooze-choices';
import { words } from '../../ui/words';
import styles from './promises.module.css';

interface Props {
  title: string;
  submit: string;
  onClose: () => void;
  /** With the id of one try and all its repetitions. */
  onSend: (commandId: string, dueAt: string) => Promise<unknown>;
  /** Whether a time is asked for, and which stands there first. */
  due?: number | undefined;
  hasDue?: boolean;
  canSend: boolean;
  children?: ReactNode;
}

/** One question with a field or two, asked over the page. */
export function PromiseForm({ title, submit, onClose, onSend, due, hasDue = false, canSend, children }: Props) {
  const { api } = useWorkspace();
  const [commandId] = useState(() => crypto.randomUUID() as string);
  const [moment, setMoment] = useState(() => clockText(due ?? atHour(api.http.now(), 1, 17)));
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const run = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = hasDue ? chosenMoment(moment, api.http.now()) : 0;
    if (typeof chosen === 'string') {
      setTrouble(words.snooze.troubles[chosen]);
      return;
    }
    setIsBusy(true);
    try {
      await onSend(commandId, new Date(chosen).toISOString());
      onClose();
    } catch (error) {
      if (error instanceof Problem) showNotice(words.done.refused(error.message), { tone: 'danger' });
      else showNotice(words.done.unreachable, { tone: 'danger' });
      setIsBusy(false);
    }
  };
  return (
    <Modal label={title} onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={(event) => void run(event)}>
        <h2>{title}</h2>
        {children}
        {hasDue && (
          <label>
            <span>{words.promises.when}</span>
            <input type="datetime-local" value={moment} aria-invalid={trouble === undefined ? undefined : true} onChange={(event) => {
              setMoment(event.target.value);
              setTrouble(undefined);
            }} />
          </label>
        )}
        {trouble !== undefined && <p className={styles.wrong} role="alert">{trouble}</p>}
        <p className={styles.buttons}>
          <Button onClick={onClose}>{words.promises.close}</Button>
          <Button type="submit" look="filled" disabled={!canSend || isBusy}>{submit}</Button>
        </p>
      </form>
    </Modal>
  );
}
