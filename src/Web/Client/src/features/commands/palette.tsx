import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { currentActions } from '../../ui/actions';
import type { Action } from '../../ui/actions';
import { classes } from '../../ui/classes';
import { currentLocale } from '../../ui/locale';
import { Modal } from '../../ui/modal';
import { words } from '../../ui/words';
import styles from './commands.module.css';

/** Everything that can be done now, by its name, each with the key that makes this page unnecessary. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [actions] = useState(currentActions);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = matching(actions, text);
  const index = Math.min(at, found.length - 1);

  const run = (action: Action | undefined) => {
    if (!action) return;
    // The dialog gives the focus back first, so that the action may put it where it belongs; and no key pressed next comes before the action.
    flushSync(onClose);
    action.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      const next = (index + step + found.length) % found.length;
      setAt(next);
      document.getElementById(`${listId}-${String(next)}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[index]);
    }
  };

  return (
    <Modal label={words.palette.label} onClose={onClose}>
      <input
        className={styles.field} value={text} placeholder={words.palette.placeholder} aria-label={words.palette.placeholder}
        role="combobox" aria-expanded="true" aria-controls={listId} aria-activedescendant={`${listId}-${String(index)}`}
        autoComplete="off" dir="auto" onKeyDown={onKeyDown} autoFocus
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <ul className={styles.list} id={listId} role="listbox" aria-label={words.palette.label}>
        {found.map((action, position) => (
          <li
            key={action.id} id={`${listId}-${String(position)}`} role="option" aria-selected={position === index}
            className={classes(styles.item, position === index && styles.at)}
            onPointerMove={() => { setAt(position); }} onClick={() => { run(action); }}
          >
            <span>{action.title}</span>
            {action.keys !== undefined && <kbd>{action.keys}</kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles.none} role="status">{words.palette.none(text)}</p>}
    </Modal>
  );
}

function matching(actions: readonly Action[], text: string): readonly Action[] {
  const parts = text.toLocaleLowerCase(currentLocale()).split(/\s+/u).filter((part) => part !== '');
  return actions.filter((action) => action.id !== 'palette'
    && parts.every((part) => action.title.toLocaleLowerCase(currentLocale()).includes(part)));
}
