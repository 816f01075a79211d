import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import { figure } from '../../ui/format';
import styles from './rail.module.css';

interface RailLinkProps {
  icon: ReactNode;
  name: string;
  keys?: string | undefined;
  count?: number | undefined;
  isHere: boolean;
  /** Something stands beside it in its list item. */
  isBare?: boolean;
  onGo: () => void;
}

export function RailLink({ icon, name, keys, count, isHere, isBare = false, onGo }: RailLinkProps) {
  const link = (
      <button
        type="button" className={classes(styles.link, isHere && styles.here)} onClick={onGo}
        aria-current={isHere ? 'page' : undefined} aria-keyshortcuts={keys}
      >
        <span className={styles.icon}>{icon}</span>
        <bdi className={styles.name}>{name}</bdi>
        {count !== undefined && count > 0 && <span className={styles.count}>{figure(count)}</span>}
      </button>
  );
  return isBare ? link : <li>{link}</li>;
}
