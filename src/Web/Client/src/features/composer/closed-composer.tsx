import styles from './composer.module.css';

/** Stands in the composer's place where nothing can be written, and says why. */
export function ClosedComposer({ text }: { text: string }) {
  return <p className={styles.closed} data-pane="composer">{text}</p>;
}
