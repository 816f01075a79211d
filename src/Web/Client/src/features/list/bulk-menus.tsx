import { useId, useState } from 'react';
import type { Person } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { LabelChoices } from '../../ui/label-choices';
import { plainName } from '../../ui/names';
import { MenuItem } from '../../ui/popover';
import { PresenceWord, reachOf } from '../../ui/presence-word';
import { words } from '../../ui/words';
import styles from './selection.module.css';

const labelCharsMax = 50;

export function BulkOwner({ onChoose }: { onChoose: (to: Person) => void }) {
  const { directory, me } = useWorkspace();
  const { employees } = useStore(directory.view);
  const able = employees.filter((one) => ['agent', 'lead', 'admin'].includes(one.role)).toSorted((a, b) => reachOf(a.presence) - reachOf(b.presence));
  return able.map((one) => (
    <MenuItem key={one.id} onChoose={() => { onChoose({ id: one.id, name: one.name }); }}>
      <bdi>{one.id === me.id ? words.thread.you : plainName(one.name)}</bdi> <PresenceWord presence={one.presence} />
    </MenuItem>
  ));
}

export function BulkLabel({ onChoose }: { onChoose: (label: string) => void }) {
  const [text, setText] = useState('');
  const choices = useId();
  return (
    <form
      className={styles.label}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onChoose(text.trim());
      }}
    >
      <input
        value={text} maxLength={labelCharsMax} dir="auto" placeholder={words.labels.placeholder} aria-label={words.labels.placeholder}
        autoComplete="off" list={choices} onChange={(event) => { setText(event.target.value); }}
      />
      <LabelChoices id={choices} />
      <Button type="submit" disabled={text.trim() === ''}>{words.labels.add}</Button>
    </form>
  );
}
