import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ListSpec, Summary } from '../../api/types';
import { queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button, IconButton } from '../../ui/button';
import { Face, LoadingFace } from '../../ui/face';
import { icons } from '../../ui/icons';
import { action, keysOf } from '../../ui/key-table';
import { useThrottled } from '../../ui/throttled';
import { words } from '../../ui/words';
import { EmptyList } from './empty-list';
import { FilterMenu } from './filter-menu';
import type { Filter } from './filter-menu';
import styles from './list-pane.module.css';
import { ListRows } from './list-rows';
import { SearchField } from './search-field';
import { SelectionBar } from './selection-bar';
import { SpokenArrivals } from './spoken-arrivals';
import { useHeldRows } from './use-held-rows';
import { useSelection } from './use-selection';

export interface ListPaneProps {
  spec: ListSpec;
  selectedId: string | undefined;
  onOpen: (id: string) => void;
  onSearch: (q: string | undefined) => void;
  /** Looks for the same words in all open conversations, or in the closed ones. */
  onSearchIn: (isClosed: boolean) => void;
  onTake: (queue: string | undefined) => void;
  /** Takes what is best to do next; nothing for those who may take none. */
  onNext: (() => void) | undefined;
  /** What is offered lies over the rows. */
  offer?: ReactNode;
  onAddChannel: () => void;
  onFilter: (filter: Filter) => void;
  /** Looks in everything ever written, where the server can. */
  onSearchAll: () => void;
  /** Told whenever the order on screen changes: what "next" means. */
  onOrder: (ids: readonly string[]) => void;
  /** Stands before the title where the rail has no place of its own. */
  lead?: ReactNode;
}

export function ListPane(props: ListPaneProps) {
  const { spec, selectedId, onOpen, onSearch, onSearchAll, onFilter, onOrder, onNext, lead, offer } = props;
  const { list, directory, me } = useWorkspace();
  const canWork = me.role !== 'auditor' && me.role !== 'operator';
  const view = useStore(list.view);
  const known = useStore(directory.view);
  const total = useThrottled(view.total, 1_000);
  const [isPointerIn, setIsPointerIn] = useState(false);
  const [isFocusIn, setIsFocusIn] = useState(false);
  const [isSearching, setIsSearching] = useState(spec.q !== undefined);
  const held = useHeldRows(view, isPointerIn || isFocusIn);

  const selection = useSelection();
  const onLeft = useCallback((left: readonly Summary[]) => {
    const gone = new Set(left.map((row) => row.id));
    if (selectedId === undefined || !gone.has(selectedId)) return;
    const at = held.rows.findIndex((one) => one.row.id === selectedId);
    const next = held.rows.slice(at + 1).find((one) => !gone.has(one.row.id)) ?? held.rows.find((one) => !gone.has(one.row.id));
    if (next) onOpen(next.row.id);
  }, [held.rows, onOpen, selectedId]);

  const ids = useMemo(() => held.rows.filter((one) => !one.isGone).map((one) => one.row.id), [held.rows]);
  useEffect(() => { onOrder(ids); }, [ids, onOrder]);

  const closeSearch = useCallback(() => {
    setIsSearching(false);
    onSearch(undefined);
  }, [onSearch]);
  useActions(useMemo(() => [action('search', onSearchAll)], [onSearchAll]));

  const title = spec.view === 'queue' ? (queueName(known, spec.queue) ?? '') : words.views[spec.view];
  return (
    <section className={styles.pane} aria-label={words.list.label} data-pane="list">
      <header className={styles.head}>
        {lead}
        {isSearching
          ? <SearchField value={spec.q ?? ''} onSearch={onSearch} onClose={closeSearch} />
          : (
            <>
              <h1 className={styles.title} dir="auto">{title}</h1>
              <FilterMenu spec={spec} onFilter={onFilter} />
              {canWork && total > 0 && !selection.isOn && <IconButton label={words.bulk.choose} onClick={selection.start}>{icons.several}</IconButton>}
              <IconButton label={words.list.search} keys={keysOf('search')} onClick={onSearchAll}>{icons.search}</IconButton>
            </>
          )}
      </header>
      <div className={styles.sub}>
        {held.arrived > 0
          ? <Button look="link" onClick={held.show}>{words.list.arrived(held.arrived)}</Button>
          : <span>{view.face === 'ready' && total > 0 ? words.list.rows(total) : ''}</span>}
        {onNext && total > 0 && !selection.isOn && <Button look="link" title={words.offers.nextHint} onClick={onNext}>{words.offers.next}</Button>}
      </div>
      {offer}
      <SpokenArrivals arrived={held.arrived} />
      {view.face === 'ready' && held.count > 0 && (
        <ListRows
          rows={held.rows} offset={held.offset} count={held.count} selectedId={selectedId} selection={selection} onOpen={onOpen}
          onFocusWithin={setIsFocusIn}
          onPointerWithin={(isIn) => {
            setIsPointerIn(isIn);
            if (!isIn) held.dropGone();
          }}
        />
      )}
      {view.face === 'ready' && held.count === 0 && <EmptyList {...props} onClear={closeSearch} />}
      {view.face === 'loading' && <LoadingFace />}
      {view.face === 'failed' && (
        <Face isAlert action={<Button look="link" onClick={() => { list.retry(); }}>{words.thread.retry}</Button>}>
          {words.list.failed}
        </Face>
      )}
      {view.face === 'denied' && <Face>{words.list.denied(words.list.an)}</Face>}
      {selection.isOn && <SelectionBar selection={selection} onLeft={onLeft} />}
    </section>
  );
}
