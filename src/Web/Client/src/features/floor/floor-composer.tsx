import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { newCommandId } from '../../api/api';
import { Problem } from '../../api/http';
import { Button } from '../../ui/button';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import styles from './floor.module.css';
import { refusal, useFloorApi } from './use-floor';

interface Props { id: string; seenSeq: number; mayAnswer: boolean; onDone: () => void }

/** One answer for everyone to read: sent by oneself, or proposed to a colleague who sends it. */
export function FloorComposer({ id, seenSeq, mayAnswer, onDone }: Props) {
  const floor = useFloorApi();
  const fieldId = useId();
  const [text, setText] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  /** The same words sent again are the same command: an answer that was lost doubles nothing. */
  const [command, setCommand] = useState(newCommandId);

  const send = async () => {
    if (text.trim() === '' || isBusy) return;
    setIsBusy(true);
    setWrong(undefined);
    try {
      await (mayAnswer ? floor.reply(id, command, text, seenSeq) : floor.propose(id, command, text, seenSeq));
      setText('');
      setCommand(newCommandId());
      showNotice(mayAnswer ? words.floor.sent : words.floor.proposed);
    } catch (error) {
      setWrong(refusal(error));
      if (error instanceof Problem) setCommand(newCommandId());
    }
    setIsBusy(false);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className={styles.composer}>
      <label htmlFor={fieldId} className={styles.quiet}>{words.floor.answer}</label>
      <textarea
        id={fieldId} className={styles.field} dir="auto" rows={3} value={text} maxLength={10_000}
        onChange={(event) => { setText(event.target.value); }} onKeyDown={onKeyDown}
      />
      {!mayAnswer && <p className={styles.quiet}>{words.floor.proposeHint}</p>}
      {wrong !== undefined && <p className={styles.wrong} role="alert">{wrong}</p>}
      <p className={styles.buttons}>
        <Button look="filledPublic" keys="Ctrl+Enter" disabled={isBusy || text.trim() === ''} onClick={() => void send()}>
          {isBusy ? words.floor.busy : mayAnswer ? words.floor.post : words.floor.propose}
        </Button>
      </p>
    </div>
  );
}
