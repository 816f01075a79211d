import type { ThreadView } from '../../realtime/live-threads';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import styles from './thread.module.css';

export function EarlierLine({ state, onRetry }: { state: ThreadView['earlier']; onRetry: () => void }) {
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
