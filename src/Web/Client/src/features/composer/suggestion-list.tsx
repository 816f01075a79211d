import { classes } from '../../ui/classes';
import { words } from '../../ui/words';
import styles from './suggestions.module.css';
import type { Suggestions } from './use-suggestions';

export const suggestionsId = 'composer-suggestions';

/** Stands over the words being written; the focus never leaves them. */
export function SuggestionList({ suggestions }: { suggestions: Suggestions }) {
  const { items, at, choose } = suggestions;
  if (items.length === 0) return null;
  return (
    <ul className={styles.list} role="listbox" id={suggestionsId} aria-label={words.composer.suggestions}>
      {items.map((item, index) => (
        <li
          key={item.id} id={`${suggestionsId}-${String(index)}`} role="option" aria-selected={index === at}
          className={classes(styles.item, index === at && styles.at)}
          onPointerDown={(event) => {
            event.preventDefault();
            choose(index);
          }}
        >
          <bdi className={styles.title}>{item.title}</bdi>
          {item.more !== '' && <bdi className={styles.more}>{item.more}</bdi>}
        </li>
      ))}
    </ul>
  );
}
