import { useRef } from 'react';
import { attachmentsMax } from '../../realtime/drafts';
import { IconButton } from '../../ui/button';
import { size } from '../../ui/format';
import { icons } from '../../ui/icons';
import { words } from '../../ui/words';
import styles from './attached.module.css';
import type { Attachments } from './use-attachments';

export function AttachedFiles({ attachments }: { attachments: Attachments }) {
  const { items, busy, remove } = attachments;
  if (items.length === 0 && busy === 0) return null;
  return (
    <ul className={styles.files} aria-label={words.composer.attached}>
      {items.map((one) => (
        <li key={one.id} className={styles.file}>
          <bdi>{one.name}</bdi> <span>{size(one.size)}</span>
          <IconButton label={words.composer.detach(one.name)} onClick={() => { remove(one.id); }}>{icons.close}</IconButton>
        </li>
      ))}
      {busy > 0 && <li className={styles.busy} role="status">{words.composer.attaching(busy)}</li>}
    </ul>
  );
}

export function AttachButton({ attachments }: { attachments: Attachments }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        label={words.composer.attach} disabled={attachments.items.length + attachments.busy >= attachmentsMax}
        onClick={() => { field.current?.click(); }}
      >
        {icons.clip}
      </IconButton>
      <input
        ref={field} type="file" multiple hidden
        onChange={(event) => {
          attachments.add(event.target.files ?? []);
          event.target.value = '';
        }}
      />
    </>
  );
}
