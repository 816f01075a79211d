import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { newCommandId } from '../../api/api';
import type { KnownAnswer } from '../../api/types';
import { topicsOf } from '../../realtime/asks';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { fullTime, moment } from '../../ui/format';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './asks.module.css';
import { useFocusOnce, useKnown, useTakeIn } from './use-asks';

const questionMax = 1_000;
const topicsMax = 5;

/** Two keys: the question, Ctrl+Enter. Topics are guessed from its words, and what was answered before is shown before anybody is disturbed. */
export function AskPanel({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { asks } = useWorkspace();
  const all = useStore(asks.topics);
  const [question, setQuestion] = useState('');
  const [own, setOwn] = useState<readonly string[] | undefined>(undefined);
  const [trouble, setTrouble] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [id, setId] = useState(newCommandId);
  const field = useFocusOnce<HTMLTextAreaElement>();
  const chosen = own ?? topicsOf(question, all);
  const known = useKnown(question, chosen);
  const canAsk = question.trim() !== '' && !isBusy;

  // Another question, or other topics, are another command.
  const change = (text: string) => {
    setQuestion(text.slice(0, questionMax));
    setId(newCommandId());
  };
  const toggle = (name: string) => {
    setOwn(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name].slice(-topicsMax));
    setId(newCommandId());
  };
  const ask = async () => {
    if (!canAsk) return;
    setIsBusy(true);
    const outcome = await asks.begin(conversationId, id, question.trim(), chosen);
    setIsBusy(false);
    if (outcome === 'begun') onClose();
    else setTrouble(outcome === 'tooMany' ? words.asks.tooMany : words.asks.notAsked);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void ask();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={styles.panel} aria-label={words.asks.title} onKeyDown={onKeyDown}>
      <textarea
        ref={field} rows={2} dir="auto" value={question} maxLength={questionMax} aria-label={words.asks.question} placeholder={words.asks.question}
        onChange={(event) => { change(event.target.value); }}
      />
      {all.length > 0 && (
        <div className={styles.topics} role="group" aria-label={words.asks.topics}>
          {all.map(({ name }) => (
            <button key={name} type="button" className={styles.topic} aria-pressed={chosen.includes(name)} onClick={() => { toggle(name); }}>{name}</button>
          ))}
        </div>
      )}
      {known.length > 0 && <KnownAnswers known={known} conversationId={conversationId} onTaken={onClose} />}
      {trouble !== '' && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.foot}>
        <Button onClick={onClose} keys="Esc">{words.asks.close}</Button>
        <Button look="outlined" keys="Ctrl+Enter" disabled={!canAsk} onClick={() => void ask()}>{words.asks.ask}</Button>
      </div>
    </section>
  );
}

function KnownAnswers({ known, conversationId, onTaken }: { known: readonly KnownAnswer[]; conversationId: string; onTaken: () => void }) {
  const { asks } = useWorkspace();
  const takeIn = useTakeIn(conversationId);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  return (
    <div aria-live="polite">
      <h3 className={styles.hint}>{words.asks.known}</h3>
      <ul className={styles.known}>
        {known.filter(({ id }) => !hidden.includes(id)).map((one) => (
          <li key={one.id}>
            <p dir="auto" className={styles.question}>{one.question}</p>
            <p dir="auto" className={styles.answer}>{one.answer}</p>
            <p className={styles.hint}>{words.asks.by(inSentence(plainName(one.author.name) || words.delivery.someone), fullTime(moment(one.keptAt) ?? 0))}</p>
            <div className={styles.foot}>
              <Button
                onClick={() => {
                  void asks.say(one, 'outdated');
                  setHidden([...hidden, one.id]);
                }}
              >
                {words.asks.outdated}
              </Button>
              <Button
                look="outlined"
                onClick={() => {
                  void asks.say(one, 'used');
                  onTaken();
                  takeIn(one.answer, one.author.name ?? '');
                }}
              >
                {words.asks.use}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
