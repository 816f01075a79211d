import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { newCommandId } from '../../api/api';
import type { Ask } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { inSentence, plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import styles from './asks.module.css';

const textMax = 10_000;

/** Over the list: what a colleague asks me, why me, and the field to answer in. One at a time, the longest waiting first. */
export function AskedBar({ onLook }: { onLook: (conversationId: string) => void }) {
  const { asks } = useWorkspace();
  const waiting = useStore(asks.forMe);
  useEffect(() => asks.listen((gone) => { showNotice(fasterWords(gone)); }), [asks]);
  const first = waiting[0];
  return first === undefined ? null : <AskedOne key={first.id} ask={first} more={waiting.length - 1} onLook={onLook} />;
}

function AskedOne({ ask, more, onLook }: { ask: Ask; more: number; onLook: (conversationId: string) => void }) {
  const { asks } = useWorkspace();
  const [text, setText] = useState('');
  const [id, setId] = useState(newCommandId);
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const who = inSentence(plainName(ask.asker.name) || words.delivery.someone);
  const answer = async () => {
    if (text.trim() === '' || isBusy) return;
    setIsBusy(true);
    const outcome = await asks.answer(ask, id, text.trim());
    setIsBusy(false);
    if (outcome === 'taken') showNotice(words.asks.sent(who));
    else if (outcome === 'unreachable') setTrouble(words.asks.notSent);
    else if (outcome === 'faster') showNotice(fasterWords(await asks.readOne(ask.id).catch(() => ask)));
    else if (outcome === 'over') showNotice(words.asks.over);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void answer();
    else if (event.key === 'Escape') setIsOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div role="region" className={styles.bar} aria-label={words.asks.asks(who)} onKeyDown={isOpen ? onKeyDown : undefined}>
      <p className={styles.hint}>{words.asks.asks(who)} · {whyMe(ask)}{more > 0 && ` · ${words.asks.more(more)}`}</p>
      <p dir="auto" className={styles.question}>{ask.question}</p>
      {isOpen && (
        <textarea
          rows={3} dir="auto" autoFocus value={text} maxLength={textMax} aria-label={words.asks.yourAnswer} placeholder={words.asks.yourAnswer}
          onChange={(event) => {
            setText(event.target.value);
            setId(newCommandId());
          }}
        />
      )}
      {trouble !== '' && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.foot}>
        <Button onClick={() => { onLook(ask.conversationId); }}>{words.asks.look}</Button>
        <Button onClick={() => void asks.move(ask, 'decline')}>{words.asks.notNow}</Button>
        {isOpen
          ? <Button look="outlined" keys="Ctrl+Enter" disabled={text.trim() === '' || isBusy} onClick={() => void answer()}>{words.asks.answer}</Button>
          : <Button look="outlined" onClick={() => { setIsOpen(true); }}>{words.asks.answer}</Button>}
      </div>
    </div>
  );
}

function fasterWords(ask: Ask): string {
  return words.asks.faster(inSentence(plainName(ask.answer?.by.name) || words.delivery.someone));
}

function whyMe(ask: Ask): string {
  const me = ask.people.find((person) => person.me);
  return me?.ring === 'duty' ? words.asks.becauseDuty : me?.topic === undefined ? words.asks.becauseNear : words.asks.because(me.topic);
}
