import { words } from './words';
import styles from './presence-word.module.css';

interface Said { intent: keyof typeof words.presence & ('available' | 'busy' | 'away' | 'wrapUp' | 'offline'); connected?: boolean }

/** How a colleague can be reached now: what she says, or that no device of hers is here. */
export function PresenceWord({ presence }: { presence: Said | undefined }) {
  if (!presence) return null;
  const isHere = presence.connected !== false;
  return <span className={styles.word}>{isHere ? words.presence[presence.intent] : words.presence.notHere}</span>;
}

/** Those who can take something now stand first. */
export function reachOf(presence: Said | undefined): number {
  if (!presence || presence.connected === false) return 2;
  return presence.intent === 'available' ? 0 : 1;
}
