import { useId, useState } from 'react';
import { useWorkspace } from '../../realtime/workspace';
import { Button, IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { LabelChoices } from '../../ui/label-choices';
import { LabelWord } from '../../ui/label-word';
import { words } from '../../ui/words';
import styles from './label-editor.module.css';

const labelsMax = 50;
const labelCharsMax = 50;

/** The whole set of labels is written each time, so two people cannot leave half of each other's. */
export function LabelEditor({ id, labels }: { id: string; labels: readonly string[] }) {
  const { commands } = useWorkspace();
  const [text, setText] = useState('');
  const choices = useId();
  const add = () => {
    const label = text.trim();
    setText('');
    if (label !== '' && !labels.includes(label)) void commands.setLabels(id, [...labels, label]);
  };
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <h3 className={styles.title}>{words.labels.title}</h3>
      {labels.length === 0 && <p className={styles.none}>{words.labels.none}</p>}
      <ul>
        {labels.map((label) => (
          <li key={label} className={styles.label}>
            <LabelWord label={label} />
            <IconButton
              label={words.labels.remove(label)}
              onClick={() => void commands.setLabels(id, labels.filter((one) => one !== label))}
            >
              {icons.close}
            </IconButton>
          </li>
        ))}
      </ul>
      {labels.length < labelsMax
        ? (
          <div className={styles.add}>
            <input
              value={text} maxLength={labelCharsMax} dir="auto" placeholder={words.labels.placeholder}
              aria-label={words.labels.placeholder} autoComplete="off" list={choices} onChange={(event) => { setText(event.target.value); }}
            />
            <LabelChoices id={choices} />
            <Button type="submit" disabled={text.trim() === ''}>{words.labels.add}</Button>
          </div>
        )
        : <p className={styles.none}>{words.labels.tooMany}</p>}
    </form>
  );
}
