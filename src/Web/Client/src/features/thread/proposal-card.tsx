import { memo, useState } from 'react';
import { newCommandId } from '../../api/api';
import { FloorApi } from '../../api/floor';
import { Problem } from '../../api/http';
import type { Entry } from '../../api/types';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { clockTime, fullTime, moment } from '../../ui/format';
import { icons } from '../../ui/icons';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './message.module.css';
import card from './proposal-card.module.css';
import { SafeText } from './safe-text';

interface Props { conversationId: string; entry: Entry; isOpen: boolean; head: number }

type Mode = 'read' | 'edit' | 'giveBack';

/** Words a colleague on the floor proposes: sent as they are, changed first, or given back with a word. */
export const ProposalCard = memo(function ProposalCard({ conversationId, entry, isOpen, head }: Props) {
  const { me } = useWorkspace();
  const title = entry.actor.id === me.id ? words.floor.card.own : words.floor.card.title(plainName(entry.actor.name) || words.delivery.someone);
  const at = moment(entry.at) ?? 0;
  return (
    <article className={classes(styles.message, styles.ours, styles.starts)}>
      <header className={styles.head}>
        <bdi className={styles.author}>{title}</bdi>
        <time dateTime={entry.at} title={fullTime(at)}>{clockTime(at)}</time>
        <span className={styles.public}>{icons.globe}{words.thread.public}</span>
      </header>
      <div className={classes(styles.bubble, card.card, !isOpen && card.over)}>
        <SafeText text={entry.data.text ?? ''} />
        {!isOpen && <p className={card.hint}>{words.floor.card.over}</p>}
        {isOpen && mayWrite(me) && entry.actor.id !== me.id && <Choices conversationId={conversationId} entry={entry} head={head} />}
      </div>
    </article>
  );
});

function Choices({ conversationId, entry, head }: { conversationId: string; entry: Entry; head: number }) {
  const { api } = useWorkspace();
  const [mode, setMode] = useState<Mode>('read');
  const [text, setText] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [command, setCommand] = useState(newCommandId);

  const turn = (next: Mode) => {
    setMode(next);
    setText(next === 'edit' ? entry.data.text ?? '' : '');
    setWrong(undefined);
  };
  const run = async () => {
    setIsBusy(true);
    setWrong(undefined);
    const floor = new FloorApi(api.http);
    try {
      await (mode === 'giveBack'
        ? floor.giveBackProposal(conversationId, entry.seq, command, text)
        : floor.sendProposal(conversationId, entry.seq, command, head, mode === 'edit' ? text : undefined));
    } catch (error) {
      setWrong((error instanceof Problem ? words.floor.refused[error.slug] : undefined) ?? words.floor.refusedElse);
      if (error instanceof Problem) setCommand(newCommandId());
      setIsBusy(false);
    }
  };
  return (
    <div className={card.choices}>
      {mode === 'read' ? <p className={card.hint}>{words.floor.card.hint}</p> : (
        <label className={card.field}>
          <span>{mode === 'edit' ? words.floor.card.text : words.floor.card.word}</span>
          <textarea dir="auto" rows={mode === 'edit' ? 4 : 2} maxLength={10_000} value={text} autoFocus onChange={(event) => { setText(event.target.value); }} />
        </label>
      )}
      {wrong !== undefined && <p className={card.wrong} role="alert">{wrong}</p>}
      {mode === 'read' ? (
        <p className={card.buttons}>
          <Button look="outlined" disabled={isBusy} onClick={() => void run()}>{words.floor.card.send}</Button>
          <Button disabled={isBusy} onClick={() => { turn('edit'); }}>{words.floor.card.edit}</Button>
          <Button disabled={isBusy} onClick={() => { turn('giveBack'); }}>{words.floor.card.giveBack}</Button>
        </p>
      ) : (
        <p className={card.buttons}>
          <Button look="outlined" disabled={isBusy || text.trim() === ''} onClick={() => void run()}>{mode === 'edit' ? words.floor.card.sendEdited : words.floor.card.giveBack}</Button>
          <Button disabled={isBusy} onClick={() => { turn('read'); }}>{words.floor.card.keep}</Button>
        </p>
      )}
    </div>
  );
}
