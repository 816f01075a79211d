import { useState } from 'react';
import { Problem } from '../../api/http';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import styles from './rail.module.css';

/** The end of a shift: everything one has goes back to its queue, with a note to whoever comes next. */
export function HandBack({ onDone }: { onDone: () => void }) {
  const { api } = useWorkspace();
  const [note, setNote] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const run = async () => {
    setIsBusy(true);
    try {
      const { returned } = await api.handBack(note.trim());
      showNotice(words.presence.handedBack(returned));
      onDone();
    } catch (error) {
      showNotice(error instanceof Problem ? words.done.refused(error.message) : words.done.unreachable, { tone: 'danger' });
    }
    setIsBusy(false);
  };
  return (
    <form
      className={styles.handBack}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <p>{words.presence.handBackAbout}</p>
      <input value={note} maxLength={500} dir="auto" placeholder={words.presence.handBackNote} aria-label={words.presence.handBackNote} onChange={(event) => { setNote(event.target.value); }} />
      <p><Button type="submit" look="outlined" disabled={isBusy}>{words.presence.handBackDo}</Button></p>
    </form>
  );
}
