import type { Growing } from '../../realtime/thread-past';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { words } from '../../ui/words';
import styles from './thread.module.css';

export function EarlierLine({ state, onRetry }: { state: Growing; onRetry: () => void }) {
  return (
    <p className={styles.earlier}>
      {state === 'none' && words.thread.isStart}
      {state === 'loading' && <span className={styles.late}>{words.thread.earlier}</span>}
      {state === 'failed' && (
        <>{words.thread.earlierFailed} <Button look="link" onClick={onRetry}>{words.thread.retry}</Button></>
      )}
    </p>
  );
}

/** Below a stretch of the past, until it reaches the newest. */
export function LaterLine({ state, onRetry }: { state: Growing; onRetry: () => void }) {
  return (
    <p className={classes(styles.earlier, styles.later)}>
      {state === 'loading' && <span className={styles.late}>{words.thread.later}</span>}
      {state === 'failed' && (
        <>{words.thread.laterFailed} <Button look="link" onClick={onRetry}>{words.thread.retry}</Button></>
      )}
    </p>
  );
}
