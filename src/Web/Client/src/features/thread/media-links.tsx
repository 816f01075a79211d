import type { Media } from '../../api/types';
import { size } from '../../ui/format';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './message.module.css';
import { openable, SafeLink } from './safe-text';

/** Files others host are told, not fetched: opening one is the reader's own step. */
export function MediaLinks({ media }: { media: readonly Media[] }) {
  if (media.length === 0) return null;
  return (
    <ul className={styles.media}>
      {media.map((one, index) => {
        const url = openable(one.url);
        if (one.url.startsWith('/') && !one.url.startsWith('//')) return <li key={`${String(index)} ${one.url}`}><OwnFile file={one} /></li>;
        return (
          <li key={`${String(index)} ${one.url}`}>
            {url
              ? <SafeLink href={url.href}>{words.thread.media(typeWord(one.contentType), url.host)}</SafeLink>
              : <span>{words.thread.brokenMedia}</span>}
          </li>
        );
      })}
    </ul>
  );
}

const shownTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** A file our own server keeps: it was looked at there, and pictures are shown in place. */
function OwnFile({ file }: { file: Media }) {
  const name = plainName(file.name) || typeWord(file.contentType);
  return (
    <a className={styles.file} href={file.url} target="_blank" rel="noopener noreferrer">
      {shownTypes.includes(file.contentType ?? '') && <img src={file.url} alt="" loading="lazy" />}
      <bdi>{name}</bdi>{typeof file.size === 'number' && <span> {size(file.size)}</span>}
    </a>
  );
}

function typeWord(contentType: string | null | undefined): string {
  switch (contentType?.split('/')[0]) {
    case 'image': return words.thread.picture;
    case 'video': return words.thread.video;
    case 'audio': return words.thread.audio;
    default: return words.thread.file;
  }
}
