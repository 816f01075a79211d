import { useId, useState } from 'react';
import { Problem } from '../../api/http';
import type { ListSpec, Sort } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button, IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { LabelChoices } from '../../ui/label-choices';
import { plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { Popover } from '../../ui/popover';
import { words } from '../../ui/words';
import styles from './filter-menu.module.css';

export type Filter = Pick<ListSpec, 'state' | 'owner' | 'label' | 'sort'>;

interface Props { spec: ListSpec; onFilter: (filter: Filter) => void }

const states = ['new', 'owned', 'waitingCustomer', 'waitingInternal', 'snoozed', 'resolved', 'closed'] as const;
const sorts: readonly Sort[] = ['timeLeft', 'oldest', 'newest'];

/** Narrows the list, and keeps it under a name. */
export function FilterMenu({ spec, onFilter }: Props) {
  const { directory } = useWorkspace();
  const { employees } = useStore(directory.view);
  const [isOpen, setIsOpen] = useState(false);
  const change = (next: { [name in keyof Filter]: Filter[name] | undefined }) => {
    const { state, owner, label, sort } = { ...spec, ...next };
    onFilter(Object.fromEntries(Object.entries({ state, owner, label, sort }).filter(([, value]) => value !== undefined && value !== '')));
  };
  const isFiltered = spec.state !== undefined || spec.owner !== undefined || spec.label !== undefined;
  return (
    <Popover
      kind="dialog" label={words.filters.title} isOpen={isOpen} onOpenChange={setIsOpen}
      trigger={(props) => <IconButton label={words.filters.title} aria-pressed={isFiltered} {...props}>{icons.settings}</IconButton>}
    >
      <div className={styles.menu}>
        <label>
          <span>{words.context.state}</span>
          <select value={spec.state ?? ''} onChange={(event) => { change({ state: states.find((one) => one === event.target.value) }); }}>
            <option value="">{words.filters.open}</option>
            {states.map((state) => <option key={state} value={state}>{words.states[state]}</option>)}
          </select>
        </label>
        <label>
          <span>{words.context.owner}</span>
          <select value={spec.owner ?? ''} onChange={(event) => { change({ owner: event.target.value }); }}>
            <option value="">{words.filters.anyone}</option>
            {employees.map((one) => <option key={one.id} value={one.id}>{plainName(one.name)}</option>)}
          </select>
        </label>
        <LabelField key={spec.label} label={spec.label ?? ''} onLabel={(label) => { change({ label }); }} />
        <label>
          <span>{words.filters.order}</span>
          <select value={spec.sort ?? 'timeLeft'} onChange={(event) => { change({ sort: event.target.value as Sort }); }}>
            {sorts.map((sort) => <option key={sort} value={sort}>{words.filters.sorts[sort]}</option>)}
          </select>
        </label>
        {isFiltered && <Button look="link" className={styles.clear} onClick={() => { onFilter({}); }}>{words.list.clear}</Button>}
        <SaveAs spec={spec} onSaved={() => { setIsOpen(false); }} />
      </div>
    </Popover>
  );
}

function LabelField({ label, onLabel }: { label: string; onLabel: (label: string) => void }) {
  const [text, setText] = useState(label);
  const choices = useId();
  const apply = () => { if (text.trim() !== label) onLabel(text.trim()); };
  return (
    <label>
      <span>{words.filters.label}</span>
      <input
        value={text} maxLength={50} dir="auto" list={choices} onChange={(event) => { setText(event.target.value); }} onBlur={apply}
        onKeyDown={(event) => { if (event.key === 'Enter') apply(); }}
      />
      <LabelChoices id={choices} />
    </label>
  );
}

function SaveAs({ spec, onSaved }: { spec: ListSpec; onSaved: () => void }) {
  const { filters, me } = useWorkspace();
  const [name, setName] = useState('');
  const [isForAll, setIsForAll] = useState(false);
  const mayShare = me.role === 'lead' || me.role === 'admin';
  const save = async () => {
    try {
      await filters.add(name.trim(), spec, isForAll ? 'all' : 'mine');
      onSaved();
    } catch (error) {
      showNotice(error instanceof Problem ? words.done.refused(error.message) : words.done.unreachable, { tone: 'danger' });
    }
  };
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void save();
      }}
    >
      <label>
        <span>{words.filters.saveAs}</span>
        <input value={name} maxLength={100} dir="auto" onChange={(event) => { setName(event.target.value); }} />
      </label>
      {mayShare && (
        <label className={styles.check}>
          <input type="checkbox" checked={isForAll} onChange={() => { setIsForAll(!isForAll); }} />
          <span>{words.filters.forAll}</span>
        </label>
      )}
      <Button type="submit" look="outlined" disabled={name.trim() === ''}>{words.filters.save}</Button>
    </form>
  );
}
