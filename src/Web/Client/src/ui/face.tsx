import type { ReactNode } from 'react';
import styles from './face.module.css';
import { classes } from './classes';
import { words } from './words';

/** Nothing for 150 ms, then three still grey lines where the text will stand. */
export function LoadingFace() {
  return (
    <div className={styles.loading} role="status" aria-label={words.loading}>
      <i />
      <i />
      <i />
    </div>
  );
}

/** A sentence and at most one action: empty, no hits, failed, not allowed. No drawing, no cheering. */
export function Face({ children, action, isAlert = false }: { children: ReactNode; action?: ReactNode; isAlert?: boolean }) {
  return (
    <div className={classes(styles.face, isAlert && styles.alert)} role={isAlert ? 'alert' : 'status'}>
      <p>{children}</p>
      {action !== undefined && <p>{action}</p>}
    </div>
  );
}
