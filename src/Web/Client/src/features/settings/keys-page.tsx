import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button } from '../../ui/button';
import { actionIds, isRemappable, keysOf, titleOf } from '../../ui/key-table';
import type { ActionId } from '../../ui/key-table';
import { words } from '../../ui/words';
import { Choices } from './choices';
import styles from './settings.module.css';
import { usePreferences } from './use-preferences';

interface Waiting { id: ActionId; prefix: string }

/** WCAG 2.1.4: keys made of one letter can be switched off, and each can be another. */
export function KeysPage() {
  const [chosen, change] = usePreferences();
  const [waiting, setWaiting] = useState<Waiting | undefined>(undefined);
  const [taken, setTaken] = useState<string | undefined>(undefined);

  const give = (id: ActionId, keys: string) => {
    const other = actionIds.find((one) => one !== id && keys !== '' && keysOf(one) === keys);
    if (other) {
      setTaken(words.settings.keyTaken(keys, titleOf(other)));
    } else {
      setWaiting(undefined);
      change({ keys: { ...chosen.keys, [id]: keys } });
    }
  };
  const onKeyDown = (event: KeyboardEvent, { id, prefix }: Waiting) => {
    if (event.key === 'Tab' || event.key === 'Shift' || event.key === 'AltGraph') return;
    event.preventDefault();
    event.stopPropagation();
    setTaken(undefined);
    if (event.key === 'Escape') setWaiting(undefined);
    else if (event.key === 'Delete' || event.key === 'Backspace') give(id, '');
    else if ([...event.key].length !== 1 || event.ctrlKey || event.metaKey || event.key === ' ') return;
    else if (event.key === 'g' && prefix === '') setWaiting({ id, prefix: 'g ' });
    else give(id, prefix + event.key);
  };

  return (
    <>
      <Choices
        legend={words.settings.keys} name="keys" value={chosen.keysOff ? 'off' : 'on'} hint={words.settings.keysHint}
        options={[['on', words.settings.on], ['off', words.settings.off]]}
        onChoose={(next) => { change({ keysOff: next === 'off' }); }}
      />
      <section className={styles.group}>
        <h2 className={styles.legend}>{words.settings.ownKeys}</h2>
        <p className={styles.hint}>{words.settings.ownKeysHint}</p>
        <p className={styles.refusal} role="alert">{taken}</p>
        <ul className={styles.keyList}>
          {actionIds.filter(isRemappable).map((id) => {
            const mine = waiting?.id === id ? waiting : undefined;
            const keys = keysOf(id) ?? words.settings.noKey;
            return (
              <li key={id} className={styles.keyRow}>
                <span>{titleOf(id)}</span>
                <Button
                  look="outlined" aria-label={words.settings.changeKey(titleOf(id), keys)}
                  onClick={() => {
                    setTaken(undefined);
                    setWaiting({ id, prefix: '' });
                  }}
                  onBlur={() => { if (mine) setWaiting(undefined); }}
                  onKeyDown={mine && ((event) => { onKeyDown(event, mine); })}
                >
                  {mine ? mine.prefix || words.settings.pressKey : keys}
                </Button>
              </li>
            );
          })}
        </ul>
        {Object.keys(chosen.keys).length > 0
          && <Button look="outlined" onClick={() => { change({ keys: {} }); }}>{words.settings.keysReset}</Button>}
      </section>
    </>
  );
}
