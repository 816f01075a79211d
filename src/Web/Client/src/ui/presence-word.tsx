import { words } from './words';
import styles from './presence-word.module.css';

interface Said { intent: keyof typeof words.presence & ('available' | 'busy' | 'away' | 'wrapUp' | 'offline'); connected?: boolean }

/** How a colleague can be reached now: what she says, or that no device of hers is here. */
export function PresenceWord({ presence }: { presence: Said | undefined }) {
  return presence ? <span className={styles.word}>{presenceWords(presence)}</span> : null;
}

export function presenceWords(presence: Said): string {
  return presence.connected === false ? words.presence.notHere : words.presence[presence.intent];
}

/** Those who can take something now stand first. */
export function reachOf(presence: Said | undefined): number {
  if (!presence || presence.connected === false) return 2;
  return presence.intent === 'available' ? 0 : 1;
}
