import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { words } from '../../ui/words';
import styles from './list-pane.module.css';

interface Props { value: string; onSearch: (q: string | undefined) => void; onClose: () => void }

const pauseMs = 250;

export function SearchField({ value, onSearch, onClose }: Props) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { field.current?.focus(); }, []);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => { onSearch(text.trim() === '' ? undefined : text.trim()); }, pauseMs);
    return () => { clearTimeout(timer); };
  }, [text, value, onSearch]);

  return (
    <search className={styles.search}>
      <input
        ref={field} type="search" value={text} maxLength={200} dir="auto" autoComplete="off" enterKeyHint="search"
        placeholder={words.list.search} aria-label={words.list.searchLabel}
        onChange={(event) => { setText(event.target.value); }}
        onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}
      />
      <IconButton label={words.list.clear} onClick={onClose}>{icons.close}</IconButton>
    </search>
  );
}
