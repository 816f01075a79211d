import type { AdminQueue } from '../../api/admin';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, AdminForm, Field, text, useEdited } from './form';
import { listOf } from './lists';
import { Listing } from './parts';
import { attempt, byName, useAdmin, useLoaded } from './use-admin';

/** What a company would choose, in seconds. */
const targets = [300, 900, 1_800, 3_600, 14_400, 86_400] as const;
const standing = [15, 30, 60, 120] as const;
const patiences = [30, 60, 120, 300, 900, 3_600] as const;

export function QueuesPage() {
  const admin = useAdmin();
  const loaded = byName(useLoaded(admin.queues, 'directory'));
  const { edited, edit, close } = useEdited();

  const add = async (form: FormData) => {
    await admin.addQueue({ name: text(form, 'name'), skills: listOf(form, 'skills') });
    await loaded.reload();
  };
  const rename = async (queue: AdminQueue, form: FormData) => {
    await admin.changeQueue(queue.id, { name: text(form, 'name'), skills: listOf(form, 'skills') });
    await loaded.reload();
  };
  const change = async (queue: AdminQueue, body: Parameters<typeof admin.changeQueue>[1]) => {
    if (await attempt(() => admin.changeQueue(queue.id, body))) await loaded.reload();
  };

  return (
    <>
      <AddForm label={words.admin.addQueue} submit={words.admin.add} onAdd={add}><Fields /></AddForm>
      <Listing loaded={loaded} empty={words.admin.noQueues}>
        {(queue) => (queue.id === edited ? (
          <li key={queue.id} className={styles.item}>
            <AdminForm submit={words.canned.keep} look="outlined" onSend={(form) => rename(queue, form)} onClose={close}><Fields queue={queue} /></AdminForm>
          </li>
        ) : <Item key={queue.id} queue={queue} onEdit={() => { edit(queue.id); }} onChange={(body) => void change(queue, body)} />)}
      </Listing>
    </>
  );
}

function Fields({ queue }: { queue?: AdminQueue }) {
  return (
    <>
      <Field label={words.admin.name}><input name="name" required maxLength={100} autoFocus dir="auto" defaultValue={queue?.name} /></Field>
      <Field label={words.work.skillsNeeded}><input name="skills" dir="auto" autoComplete="off" defaultValue={queue?.skills.join(', ')} /></Field>
    </>
  );
}

function Item({ queue, onEdit, onChange }: { queue: AdminQueue; onEdit: () => void; onChange: (body: Partial<Omit<AdminQueue, 'id'>>) => void }) {
  const { directory } = useWorkspace();
  const { employees } = useStore(directory.view);
  const able = employees.filter((one) => ['agent', 'lead', 'admin'].includes(one.role) || one.id === queue.dutyEmployeeId);
  return (
    <li className={styles.item}>
      <p className={styles.name}><bdi>{plainName(queue.name)}</bdi></p>
      <div className={styles.side}>
        <Button data-edit={queue.id} onClick={onEdit} aria-label={words.admin.changeWhat(plainName(queue.name))}>{words.canned.edit}</Button>
      </div>
      <div className={`${styles.wide ?? ''} ${styles.choices ?? ''}`}>
        <label className={styles.about}>
          <span>{words.admin.duty}</span>
          <select
            className={styles.inline} value={queue.dutyEmployeeId ?? ''}
            onChange={(event) => { onChange({ dutyEmployeeId: event.target.value === '' ? null : event.target.value }); }}
          >
            <option value="">{words.context.nobody}</option>
            {able.map((one) => <option key={one.id} value={one.id}>{plainName(one.name)}</option>)}
          </select>
        </label>
        <Seconds label={words.admin.target} none={words.admin.noTarget} offered={targets} value={queue.replyTargetSeconds} onChange={(replyTargetSeconds) => { onChange({ replyTargetSeconds }); }} />
        <Seconds
          label={words.admin.patience} none={words.admin.patienceUsual} offered={patiences} value={queue.noticeSeconds}
          onChange={(noticeSeconds) => { onChange({ noticeSeconds }); }}
        />
        <QueueOffers queue={queue} onChange={onChange} />
      </div>
    </li>
  );
}

/** Whether what waits is offered, for how long, and when who is on duty is told. Without one on duty nothing can be offered. */
function QueueOffers({ queue, onChange }: { queue: AdminQueue; onChange: (body: Partial<Omit<AdminQueue, 'id'>>) => void }) {
  const own = words.offers.admin;
  const isOff = queue.dutyEmployeeId === null;
  return (
    <>
      <label className={styles.about}>
        <span>{own.offers}</span>
        <select
          className={styles.inline} value={queue.offers ? 'yes' : ''} disabled={isOff && !queue.offers} title={isOff ? own.needsDuty : undefined}
          onChange={(event) => { onChange({ offers: event.target.value === 'yes' }); }}
        >
          <option value="">{own.no}</option>
          <option value="yes">{own.yes}</option>
        </select>
      </label>
      {queue.offers && <Seconds label={own.stands} none={own.standsUsual} offered={standing} value={queue.offerSeconds} onChange={(offerSeconds) => { onChange({ offerSeconds }); }} />}
      <Seconds label={own.alarm} none={own.noAlarm} offered={targets} value={queue.alarmSeconds} onChange={(alarmSeconds) => { onChange({ alarmSeconds }); }} />
    </>
  );
}

interface SecondsProps { label: string; none: string; offered: readonly number[]; value: number | null | undefined; onChange: (seconds: number | null) => void }

/** One of a few times, or one that was set elsewhere. */
function Seconds({ label, none, offered, value, onChange }: SecondsProps) {
  const choices = [...new Set([...offered, ...(value ? [value] : [])])].sort((a, b) => a - b);
  return (
    <label className={styles.about}>
      <span>{label}</span>
      <select className={styles.inline} value={String(value ?? '')} onChange={(event) => { onChange(event.target.value === '' ? null : Number(event.target.value)); }}>
        <option value="">{none}</option>
        {choices.map((seconds) => <option key={seconds} value={seconds}>{secondsWords(seconds)}</option>)}
      </select>
    </label>
  );
}

function secondsWords(seconds: number): string {
  if (seconds < 60) return words.time.seconds(seconds);
  return seconds < 3_600 ? words.time.min(Math.round(seconds / 60)) : words.time.hours(Math.round(seconds / 360) / 10);
}
