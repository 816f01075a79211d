import { useCallback, useMemo, useState } from 'react';
import type { Ask } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button } from '../../ui/button';
import { focusComposer } from '../../ui/focus';
import { action } from '../../ui/key-table';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { AskPanel } from './ask-panel';
import styles from './asks.module.css';
import { useAsking, useOpenAsk, useTakeIn } from './use-asks';

/** Above the composer: the question while it is written, while it runs, and its answer. */
export function AskPlace({ conversationId }: { conversationId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const ask = useOpenAsk(conversationId);
  useActions(useMemo(() => [action('ask', () => { setIsOpen(true); })], []));
  const close = useCallback(() => {
    setIsOpen(false);
    focusComposer();
  }, []);
  return (
    <>
      {ask?.state === 'running' && <Running ask={ask} />}
      {ask?.state === 'answered' && <AnsweredAsk key={ask.answer?.at} ask={ask} />}
      {isOpen && <AskPanel conversationId={conversationId} onClose={close} />}
    </>
  );
}

function Running({ ask }: { ask: Ask }) {
  const { asks } = useWorkspace();
  return (
    <section className={styles.strip} aria-label={words.asks.title}>
      <p dir="auto" className={styles.question}>{ask.question}</p>
      <p className={styles.hint}>{useAsking(ask)}</p>
      <div className={styles.foot}><Button onClick={() => void asks.move(ask, 'cancel')}>{words.asks.cancel}</Button></div>
    </section>
  );
}

function AnsweredAsk({ ask }: { ask: Ask }) {
  const { asks, drafts } = useWorkspace();
  const takeIn = useTakeIn(ask.conversationId);
  const draft = useStore(drafts.all).get(ask.conversationId);
  const { answer } = ask;
  if (!answer) return null;
  // Where nothing was written the server has laid it down as the draft already.
  const isTaken = draft?.text.includes(answer.text) === true;
  return (
    <section className={styles.strip} role="status">
      <p className={styles.hint}>{words.asks.answered(inSentence(plainName(answer.by.name) || words.delivery.someone))}</p>
      <p dir="auto" className={styles.answer}>{answer.text}</p>
      <div className={styles.foot}>
        <Button
          look="outlined"
          onClick={() => {
            takeIn(answer.text, answer.by.name ?? '');
            void asks.move(ask, 'good');
          }}
        >
          {isTaken ? words.asks.take : words.asks.takeIn}
        </Button>
        <Button onClick={() => void asks.move(ask, 'notGood')}>{words.asks.notGood}</Button>
      </div>
    </section>
  );
}
