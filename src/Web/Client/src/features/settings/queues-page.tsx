import type { Queue } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, Field, Listing, text } from './parts';
import { attempt, useAdmin, useLoaded } from './use-admin';

/** Targets a company would choose, in seconds. */
const targets = [300, 900, 1_800, 3_600, 14_400, 86_400] as const;

export function QueuesPage() {
  const admin = useAdmin();
  const { directory } = useWorkspace();
  const { employees } = useStore(directory.view);
  const loaded = useLoaded(admin.queues);
  const able = employees.filter((one) => ['agent', 'lead', 'admin'].includes(one.role));

  const refresh = async () => {
    await loaded.reload();
    void directory.load();
  };
  const add = async (form: FormData) => {
    if (!await attempt(() => admin.addQueue({ name: text(form, 'name') }))) return false;
    await refresh();
    return true;
  };
  const change = async (queue: Queue, body: Partial<Omit<Queue, 'id'>>) => {
    if (await attempt(() => admin.changeQueue(queue.id, body))) await refresh();
  };

  return (
    <>
      <AddForm label={words.admin.addQueue} submit={words.admin.add} onAdd={add}>
        <Field label={words.admin.name}><input name="name" required maxLength={200} autoFocus dir="auto" /></Field>
      </AddForm>
      <Listing loaded={loaded} empty={words.admin.noQueues}>
        {(queue) => (
          <li key={queue.id} className={styles.item}>
            <p className={styles.name}><bdi>{plainName(queue.name)}</bdi></p>
            <div className={styles.side}>
              <label className={styles.about}>
                {words.admin.duty}{' '}
                <select
                  className={styles.inline} value={queue.dutyEmployeeId ?? ''}
                  onChange={(event) => void change(queue, { dutyEmployeeId: event.target.value === '' ? null : event.target.value })}
                >
                  <option value="">{words.context.nobody}</option>
                  {able.map((one) => <option key={one.id} value={one.id}>{plainName(one.name)}</option>)}
                </select>
              </label>
              <label className={styles.about}>
                {words.admin.target}{' '}
                <select
                  className={styles.inline} value={String(queue.replyTargetSeconds ?? '')}
                  onChange={(event) => void change(queue, { replyTargetSeconds: event.target.value === '' ? null : Number(event.target.value) })}
                >
                  <option value="">{words.admin.noTarget}</option>
                  {[...new Set([...targets, ...(queue.replyTargetSeconds ? [queue.replyTargetSeconds] : [])])].sort((a, b) => a - b)
                    .map((seconds) => <option key={seconds} value={seconds}>{targetWords(seconds)}</option>)}
                </select>
              </label>
            </div>
          </li>
        )}
      </Listing>
    </>
  );
}

function targetWords(seconds: number): string {
  return seconds < 3_600 ? words.time.min(Math.round(seconds / 60)) : words.time.hours(Math.round(seconds / 360) / 10);
}
