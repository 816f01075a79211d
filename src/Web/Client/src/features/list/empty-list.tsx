import { queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { Face } from '../../ui/face';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import type { ListPaneProps } from './list-pane';

/** Three kinds of nothing: nothing found, nothing there yet, nothing left to do. */
export function EmptyList({ spec, onTake, onNext, onSearchIn, onAddChannel, onFilter, onClear }: ListPaneProps & { onClear: () => void }) {
  const { list, directory, me } = useWorkspace();
  const counts = useStore(list.counts);
  const known = useStore(directory.view);

  const isOpen = spec.view === 'all' && spec.state === undefined;
  if (spec.q !== undefined) {
    return (
      <Face
        action={(
          <>
            <Button look="link" onClick={onClear}>{words.list.clear}</Button>
            {spec.view !== 'all' && <> · <Button look="link" onClick={() => { onSearchIn(false); }}>{words.list.searchAll}</Button></>}
            {isOpen && <> · <Button look="link" onClick={() => { onSearchIn(true); }}>{words.list.searchClosed}</Button></>}
          </>
        )}
      >
        {(isOpen ? words.list.noHitsOpen : spec.state === 'closed' ? words.list.noHitsClosed : words.list.noHits)(inSentence(spec.q))}
      </Face>
    );
  }
  if (spec.state !== undefined || spec.owner !== undefined || spec.label !== undefined) {
    return <Face action={<Button look="link" onClick={() => { onFilter({}); }}>{words.list.clear}</Button>}>{words.filters.nothing}</Face>;
  }
  if (known.face === 'ready' && known.channels.length === 0) {
    if (me.role === 'admin') return <Face action={<Button look="link" onClick={onAddChannel}>{words.admin.addChannel}</Button>}>{words.list.firstChannel}</Face>;
    const admin = known.employees.find((one) => one.role === 'admin');
    return <Face>{words.list.noChannel(inSentence(plainName(admin?.name) || words.list.an))}</Face>;
  }
  if (counts?.all === 0 && spec.view === 'all') return <Face>{words.list.firstUse}</Face>;

  const [queue, waiting] = fullestQueue(counts?.queues ?? {});
  const done = spec.view === 'mine' ? words.list.doneMine : words.list.done;
  if (waiting === 0 || (spec.view === 'queue' && spec.queue === queue)) return <Face>{done}</Face>;
  const place = queueName(known, queue);
  return (
    <Face
      action={(
        <>
          <Button look="link" onClick={() => { onTake(queue); }}>{words.list.take}</Button>
          {onNext && <> · <Button look="link" onClick={onNext}>{words.offers.next}</Button></>}
        </>
      )}
    >
      {done} {place === undefined ? words.list.waitingAny(waiting) : words.list.waiting(waiting, inSentence(plainName(place)))}.
    </Face>
  );
}

function fullestQueue(queues: Record<string, number>): [string | undefined, number] {
  return Object.entries(queues).reduce<[string | undefined, number]>(
    (fullest, [id, waiting]) => (waiting > fullest[1] ? [id, waiting] : fullest),
    [undefined, 0],
  );
}
