import { useId, useState } from 'react';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { dayTrouble } from './narrowing';
import type { Narrowing, NarrowingName } from './narrowing';
import styles from './search.module.css';

interface Props { value: Narrowing; onChange: (value: Narrowing) => void }

export function SearchFilters({ value, onChange }: Props) {
  const { directory } = useWorkspace();
  const { queues, employees, channels } = useStore(directory.view);
  const trouble = dayTrouble(value);
  const set = (name: NarrowingName, chosen: string) => {
    onChange(Object.fromEntries(Object.entries({ ...value, [name]: chosen }).filter(([, one]) => one !== '')));
  };
  const choice = (name: 'queue' | 'owner' | 'channel', label: string, any: string, items: readonly { id: string; name: string }[]) => (
    <label>
      <span>{label}</span>
      <select value={value[name] ?? ''} onChange={(event) => { set(name, event.target.value); }}>
        <option value="">{any}</option>
        {items.map((one) => <option key={one.id} value={one.id}>{plainName(one.name)}</option>)}
      </select>
    </label>
  );
  return (
    <div className={styles.filters}>
      <label>
        <span>{words.search.where}</span>
        <select value={value.in ?? 'all'} onChange={(event) => { set('in', event.target.value === 'all' ? '' : event.target.value); }}>
          <option value="all">{words.search.everywhere}</option>
          <option value="open">{words.search.inOpen}</option>
        </select>
      </label>
      {choice('queue', words.context.queue, words.search.any, queues)}
      {choice('owner', words.context.owner, words.filters.anyone, employees)}
      {choice('channel', words.context.channel, words.search.any, channels)}
      <LabelField key={value.label} label={value.label ?? ''} onLabel={(label) => { set('label', label); }} />
      <DayField label={words.search.since} day={value.from} trouble={trouble.from} onDay={(day) => { set('from', day); }} />
      <DayField label={words.search.until} day={value.to} trouble={trouble.to} onDay={(day) => { set('to', day); }} />
    </div>
  );
}

function LabelField({ label, onLabel }: { label: string; onLabel: (label: string) => void }) {
  const [text, setText] = useState(label);
  const apply = () => { if (text.trim() !== label) onLabel(text.trim()); };
  return (
    <label className={styles.wide}>
      <span>{words.filters.label}</span>
      <input
        value={text} maxLength={50} dir="auto" autoComplete="off" onChange={(event) => { setText(event.target.value); }} onBlur={apply}
        onKeyDown={(event) => { if (event.key === 'Enter') apply(); }}
      />
    </label>
  );
}

function DayField({ label, day, trouble, onDay }: {
  label: string; day: string | undefined; trouble: 'noDay' | 'beforeFrom' | undefined; onDay: (day: string) => void;
}) {
  const id = useId();
  return (
    <label>
      <span>{label}</span>
      <input
        type="date" max="9999-12-31" value={day ?? ''} aria-invalid={trouble !== undefined} aria-describedby={trouble === undefined ? undefined : id}
        onChange={(event) => { onDay(event.target.value); }}
      />
      {trouble !== undefined && <span id={id} role="alert" className={styles.trouble}>{words.search.days[trouble]}</span>}
    </label>
  );
}
