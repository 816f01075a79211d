import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import styles from './modal.module.css';

interface Props { label: string; onClose: () => void; children: ReactNode }

/** The browser's own dialog: the focus stays inside, Escape closes, and it returns where it was. */
export function Modal({ label, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog} className={styles.modal} aria-label={label}
      onClose={onClose}
      onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}
    >
      {children}
    </dialog>
  );
}
