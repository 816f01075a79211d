import { useState } from 'react';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { fullTime, momentAhead } from '../../ui/format';
import { SnoozeMoment } from '../../ui/snooze-menu';
import { words } from '../../ui/words';
import styles from './composer.module.css';
import type { Suggested, SuggestedPromises } from './use-promises';

/** Under the words: what they promise, to be kept or waved off; and what was promised before, which they may keep. */
export function PromiseLines({ promises }: { promises: SuggestedPromises }) {
  return (
    <>
      {promises.items.map((one) => <PromiseLine key={one.text} promise={one} promises={promises} />)}
      {promises.owed.map((one) => (
        <label key={one.id} className={styles.keeps}>
          <input type="checkbox" checked={promises.keeps.includes(one.id)} onChange={() => { promises.toggle(one.id); }} />
          <span dir="auto">{words.promises.keeps(one.text || words.promises.gone)}</span>
        </label>
      ))}
    </>
  );
}

function PromiseLine({ promise, promises }: { promise: Suggested; promises: SuggestedPromises }) {
  const { api } = useWorkspace();
  const [isChanging, setIsChanging] = useState(false);
  const now = () => api.http.now();
  const choose = (choice: Parameters<SuggestedPromises['choose']>[1]) => {
    setIsChanging(false);
    promises.choose(promise.text, choice);
  };
  return (
    <div className={styles.promise} data-kept={promise.isKept ? '' : undefined}>
      <p dir="auto">
        <span title={fullTime(promise.dueAt)}>{words.promises.youPromise(promise.text, momentAhead(promise.dueAt, now()))}</span>
        {promise.isKept && <em>{words.promises.taken}</em>}
      </p>
      {promise.isKept
        ? <Button look="link" onClick={() => { choose({ isKept: false }); }}>{words.promises.takeBack}</Button>
        : <Button look="link" onClick={() => { choose({ isKept: true }); }}>{words.promises.keepIt}</Button>}
      <Button look="link" aria-expanded={isChanging} onClick={() => { setIsChanging(!isChanging); }}>{words.promises.change}</Button>
      {!promise.isKept && <Button look="link" onClick={() => { choose({ isWaved: true }); }}>{words.promises.notOne}</Button>}
      {isChanging && (
        <div className={styles.promiseMoment}>
          <SnoozeMoment now={now} submit={words.promises.keepIt} onChoose={(until) => { choose({ isKept: true, dueAt: Date.parse(until) }); }} />
        </div>
      )}
    </div>
  );
}
