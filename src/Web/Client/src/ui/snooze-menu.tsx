import { useEffect, useId, useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { Button } from './button';
import { zoneName } from './locale';
import { MenuItem } from './popover';
import { chosenMoment, firstOffered, snoozeChoices } from './snooze-choices';
import type { MomentTrouble } from './snooze-choices';
import styles from './snooze-moment.module.css';
import { words } from './words';

interface MenuProps {
  now: () => number;
  onChoose: (until: string) => void;
  /** Asks for a moment of one's own. */
  onOther: () => void;
  say?: (label: string) => string;
}

/** The moments that are almost always the right ones, and the way to any other. */
export function SnoozeMenu({ now, onChoose, onOther, say = (label) => label }: MenuProps) {
  const [choices] = useState(() => snoozeChoices(now()));
  return (
    <>
      {choices.map(({ label, until }) => <MenuItem key={label} onChoose={() => { onChoose(until); }}>{say(label)}</MenuItem>)}
      <MenuItem onChoose={onOther}>{say(words.snooze.other)}</MenuItem>
    </>
  );
}

/** A day and a time on the reader's own clock. */
export function SnoozeMoment({ now, onChoose, submit = words.actions.snooze }: { now: () => number; onChoose: (until: string) => void; submit?: string }) {
  const [first] = useState(() => firstOffered(now()));
  const [trouble, setTrouble] = useState<MomentTrouble | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => { if (trouble !== undefined) field.current?.focus(); }, [trouble]);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = chosenMoment(field.current?.value ?? '', now());
    if (typeof chosen === 'number') onChoose(new Date(chosen).toISOString());
    else setTrouble(chosen);
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <label>
        <span>{words.snooze.moment}</span>
        <input
          ref={field} type="datetime-local" defaultValue={first} aria-invalid={trouble === undefined ? undefined : true} aria-describedby={id}
          // What is typed is the field's own until it is sent: half a date has no value that could be kept.
          onChange={() => { setTrouble(undefined); }}
        />
      </label>
      <p id={id} className={trouble === undefined ? styles.zone : styles.wrong} role={trouble === undefined ? undefined : 'alert'}>
        {trouble === undefined ? words.snooze.zone(zoneName(now())) : words.snooze.troubles[trouble]}
      </p>
      <Button type="submit" look="outlined">{submit}</Button>
    </form>
  );
}
