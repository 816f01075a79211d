import type { Summary } from '../../api/types';
import { signsOf } from '../../realtime/signs';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { clockTime } from '../../ui/format';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './composer.module.css';

/** What one should know before writing: the line is down, somebody else has it or writes, it is resolved. */
export function ComposerNotes({ summary }: { summary: Summary }) {
  const { link, me, signs } = useWorkspace();
  const status = useStore(link.status);
  const { typing, unsaved, viewing } = signsOf(useStore(signs.all), summary.id);
  const name = (person: { name?: string | null }) => inSentence(plainName(person.name) || words.delivery.someone);

  const notes: string[] = [];
  const reader = viewing.find((one) => one.id !== summary.owner);
  if (typing[0]) notes.push(words.thread.writing(name(typing[0])));
  else if (unsaved[0]) notes.push(words.thread.unsaved(name(unsaved[0])));
  else if (reader) notes.push(words.thread.viewing(name(reader)));
  if (summary.state === 'resolved') notes.push(words.composer.resolved);
  else if (summary.owner && summary.owner !== me.id) notes.push(words.composer.hisOwn(name({ name: summary.ownerName ?? null })));
  if (status.kind === 'down') notes.push(words.live.offline(clockTime(status.since)));
  return <p className={styles.notes} role="status">{notes.join(' · ')}</p>;
}
