import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { classes } from './classes';

type Look = 'text' | 'filled' | 'filledPublic' | 'outlined' | 'link';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  /** The key that does the same, shown beside the words. */
  keys?: string | undefined;
  children: ReactNode;
}

export function Button({ look = 'text', keys, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      className={classes(styles.button, styles[look], className)}
      aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}
      {...rest}
    >
      {children}
      {keys !== undefined && <span className={styles.keys} aria-hidden="true">{keys}</span>}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  keys?: string | undefined;
  children: ReactNode;
}

/** Only where the icon is known to everyone; its words are told to those who cannot see it, and on hover. */
export function IconButton({ label, keys, children, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.button, styles.icon, className)}
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      aria-keyshortcuts={keys}
      {...rest}
    >
      {children}
    </button>
  );
}
