import styles from './avatar.module.css';
import { initials } from './format';

export function Avatar({ name, size = 28 }: { name: string; size?: 28 | 48 }) {
  return (
    <span className={size === 48 ? styles.large : styles.avatar} aria-hidden="true">
      {initials(name) || '·'}
    </span>
  );
}
