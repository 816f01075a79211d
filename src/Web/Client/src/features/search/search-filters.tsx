import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './search.module.css';
import type { Narrowing } from './use-search';

interface Props { value: Narrowing; onChange: (value: Narrowing) => void }

export function SearchFilters({ value, onChange }: Props) {
  const { directory } = useWorkspace();
  const { queues, employees, channels } = useStore(directory.view);
  const set = (name: keyof Narrowing, chosen: string) => {
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
        <select value={value.in ?? 'all'} onChange={(event) => { set('in', event.target.value); }}>
          <option value="all">{words.search.everywhere}</option>
          <option value="open">{words.search.inOpen}</option>
        </select>
      </label>
      {choice('queue', words.context.queue, words.search.any, queues)}
      {choice('owner', words.context.owner, words.filters.anyone, employees)}
      {choice('channel', words.context.channel, words.search.any, channels)}
      <label>
        <span>{words.search.since}</span>
        <input
          type="date" value={value.from?.slice(0, 10) ?? ''}
          onChange={(event) => { set('from', event.target.value === '' ? '' : `${event.target.value}T00:00:00Z`); }}
        />
      </label>
    </div>
  );
}
