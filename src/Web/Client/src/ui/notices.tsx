import { useEffect, useSyncExternalStore } from 'react';
import { Button } from './button';
import { IconButton } from './button';
import { icons } from './icons';
import styles from './notices.module.css';
import { words } from './words';

export interface Notice {
  id: number;
  text: string;
  tone: 'calm' | 'danger';
  action?: { label: string; run: () => void } | undefined;
  /** What it is about: no longer worth saying once that is seen. */
  about: string | undefined;
}

/** Long enough to read and to press Undo; a danger stays until it is closed. */
const shownMs = 10_000;
const noticesMax = 3;

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

export function showNotice(text: string, options: { tone?: Notice['tone']; action?: Notice['action']; about?: string } = {}): void {
  lastId += 1;
  const notice = { id: lastId, text, tone: options.tone ?? 'calm', action: options.action, about: options.about };
  const others = notices.filter((one) => one.text !== text);
  publish([...others, notice].slice(-noticesMax));
}

/** Runs the newest Undo that is still on screen; answers whether there was one. */
export function undoNewest(): boolean {
  const notice = [...notices].reverse().find((one) => one.action?.label === words.actions.undo);
  if (!notice) return false;
  dismiss(notice.id);
  notice.action?.run();
  return true;
}

/** What was told about is on screen now. */
export function dismissAbout(about: string): void {
  if (notices.some((notice) => notice.about === about)) publish(notices.filter((notice) => notice.about !== about));
}

export function clearNotices(): void {
  publish([]);
}

function dismiss(id: number): void {
  publish(notices.filter((notice) => notice.id !== id));
}

export function Notices() {
  const shown = useSyncExternalStore(subscribe, () => notices);
  return (
    <div className={styles.notices} role="log" aria-live="polite">
      {shown.map((notice) => <NoticeBar key={notice.id} notice={notice} />)}
    </div>
  );
}

function NoticeBar({ notice }: { notice: Notice }) {
  const { id, text, tone, action } = notice;
  useEffect(() => {
    if (tone === 'danger') return;
    const timer = setTimeout(() => { dismiss(id); }, shownMs);
    return () => { clearTimeout(timer); };
  }, [id, tone]);
  return (
    <div className={tone === 'danger' ? styles.danger : styles.notice}>
      <span className={styles.text}>{text}</span>
      {action && (
        <Button
          look="link"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={words.done.dismiss} onClick={() => { dismiss(id); }}>{icons.close}</IconButton>
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
