import type { Media } from '../../api/types';
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

function typeWord(contentType: string | null | undefined): string {
  switch (contentType?.split('/')[0]) {
    case 'image': return words.thread.picture;
    case 'video': return words.thread.video;
    case 'audio': return words.thread.audio;
    default: return words.thread.file;
  }
}
