import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { clockTime } from '../../ui/format';
import { words } from '../../ui/words';
import styles from './rail.module.css';

/** The one honest sentence about whether this page is true now. */
export function LiveLight() {
  const { link } = useWorkspace();
  const status = useStore(link.status);
  const text = status.kind === 'live' ? words.live.live
    : status.kind === 'catchingUp' ? words.live.catchingUp
      : words.live.down(clockTime(status.since));
  return (
    <p className={styles.light} role="status" data-live={status.kind} title={text}>
      <i aria-hidden="true" />
      <span>{text}</span>
    </p>
  );
}
