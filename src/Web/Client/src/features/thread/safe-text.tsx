/** Text is shown as text. Addresses in it become links only when they are what they look like. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import styles from './message.module.css';

const address = /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+/giu;
const trailing = /[.,;:!?)\]}»”’]+$/u;
const allowed = new Set(['http:', 'https:', 'mailto:']);

/** Longer than this is folded: no one reads it on the way, and no browser should lay it out unasked. */
const foldedMax = 3_000;

export function SafeText({ text }: { text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  // Blank lines around the words say nothing; those between them do.
  const shown = text.replace(/^\s*\n|\s+$/gu, '');
  const isFolded = shown.length > foldedMax && !isWhole;
  return (
    <>
      <div className={styles.text} dir="auto">{linked(isFolded ? `${shown.slice(0, foldedMax)}…` : shown)}</div>
      {shown.length > foldedMax && (
        <Button look="link" className={styles.fold} onClick={() => { setIsWhole(!isWhole); }}>
          {isWhole ? words.thread.less : words.thread.showAll(shown.length)}
        </Button>
      )}
    </>
  );
}

export function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  return <a href={href} target="_blank" rel="noopener noreferrer nofollow">{children}</a>;
}

/** The address itself when it may be opened: http, https and mailto only. */
export function openable(href: string): URL | undefined {
  try {
    const url = new URL(href);
    return allowed.has(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

export function linked(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const shown = match[0].replace(trailing, '');
    const url = openable(shown);
    if (!url) continue;
    parts.push(text.slice(end, match.index), <SafeLink key={match.index} href={url.href}>{shown}</SafeLink>);
    end = match.index + shown.length;
  }
  parts.push(text.slice(end));
  return parts;
}
