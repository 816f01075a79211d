import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Summary } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { plainName } from '../../ui/names';
import { presenceWords, reachOf } from '../../ui/presence-word';
import { words } from '../../ui/words';
import styles from './handover.module.css';

/** Seconds a handover may wait to be taken. */
const waits = [600, 1_800, 3_600, 14_400, 86_400] as const;
const summaryMax = 2_000;

/** To a colleague or to another queue; whoever hands it over keeps it until it is taken. */
export function HandOverForm({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const { commands, directory, me } = useWorkspace();
  const { employees, queues } = useStore(directory.view);
  const [to, setTo] = useState('');
  const colleagues = employees.filter((one) => one.id !== summary.owner && one.id !== me.id && !one.disabled && ['agent', 'lead', 'admin'].includes(one.role))
    .toSorted((a, b) => reachOf(a.presence) - reachOf(b.presence));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [kind, id] = [to.slice(0, 1), to.slice(1)];
    onClose();
    const name = kind === 'e' ? employees.find((one) => one.id === id)?.name : queues.find((one) => one.id === id)?.name;
    void commands.handOver(summary.id, {
      ...(kind === 'e' ? { employeeId: id } : { queue: id }),
      summary: String(form.get('summary')).trim(), seconds: Number(form.get('wait')),
    }, plainName(name));
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <h2 className={styles.title}>{words.handover.title}</h2>
      <label>
        <span>{words.handover.to}</span>
        <select required value={to} onChange={(event) => { setTo(event.target.value); }}>
          <option value="" disabled>{words.handover.choose}</option>
          <optgroup label={words.handover.colleagues}>
            {colleagues.map((one) => <option key={one.id} value={`e${one.id}`}>{`${plainName(one.name)} · ${presenceWords(one.presence)}`}</option>)}
          </optgroup>
          <optgroup label={words.handover.queues}>
            {queues.filter((one) => one.id !== summary.queue).map((one) => <option key={one.id} value={`q${one.id}`}>{plainName(one.name)}</option>)}
          </optgroup>
        </select>
      </label>
      <label>
        <span>{words.handover.summary}</span>
        <textarea name="summary" rows={3} maxLength={summaryMax} dir="auto" />
      </label>
      <label>
        <span>{words.handover.wait}</span>
        <select name="wait" defaultValue={waits[0]}>
          {waits.map((seconds) => <option key={seconds} value={seconds}>{words.handover.waits[seconds]}</option>)}
        </select>
      </label>
      <p className={styles.hint}>{words.handover.keeps}</p>
      <p className={styles.buttons}>
        <Button type="submit" look="filled" disabled={to === ''}>{words.actions.handOver}</Button>
        <Button onClick={onClose}>{words.admin.cancel}</Button>
      </p>
    </form>
  );
}
