import { useCallback, useState } from 'react';
import type { Unsettled } from '../../api/admin';
import { channelName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { moment, shortMoment } from '../../ui/format';
import { customerName, inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { Listing } from './parts';
import { sendingWords } from './reasons';
import { useAdmin, useLoaded } from './use-admin';

type Verb = 'retry' | 'markSent' | 'cancel';
type Open = (conversationId: string) => void;

/** Words that customers wait for and may never get: over all conversations, each to be decided by a person. */
export function RepliesPage({ onOpen }: { onOpen: Open }) {
  return (
    <>
      <p>{words.replies.about}</p>
      <Part state="failed" title={words.replies.failed} empty={words.replies.noFailed} onOpen={onOpen} />
      <Part state="unknown" title={words.replies.unknown} empty={words.replies.noUnknown} onOpen={onOpen} />
    </>
  );
}

function Part({ state, title, empty, onOpen }: { state: Unsettled['state']; title: string; empty: string; onOpen: Open }) {
  const admin = useAdmin();
  const loaded = useLoaded(useCallback((cursor?: string) => admin.replies(state, cursor), [admin, state]), 'replies');
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{title}</h3>
      <Listing loaded={loaded} empty={empty}>
        {(reply) => <Item key={reply.replyId} reply={reply} onOpen={onOpen} />}
      </Listing>
    </section>
  );
}

function Item({ reply, onOpen }: { reply: Unsettled; onOpen: Open }) {
  const { commands, directory, api } = useWorkspace();
  const known = useStore(directory.view);
  const [done, setDone] = useState<Verb | 'busy' | undefined>(undefined);
  const { conversation, state } = reply;
  const who = customerName(conversation.customer);
  const settle = async (verb: Verb) => {
    setDone('busy');
    setDone(await commands.settleReply(conversation.id, reply.replyId, verb) ? verb : undefined);
  };
  const button = (verb: Verb, label: string) => <Button disabled={done === 'busy'} onClick={() => void settle(verb)}>{label}</Button>;
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.name}>
          <Button look="link" className={styles.nameLink} aria-label={words.replies.open(inSentence(who))} onClick={() => { onOpen(conversation.id); }}><bdi>{who}</bdi></Button>
        </p>
        <p className={styles.about}>
          <bdi>{plainName(channelName(known, conversation.channelId)) || conversation.channelId}</bdi>
          {' · '}{shortMoment(moment(reply.at) ?? 0, api.http.now())} · {words.replies.tries(reply.attempts)}
          {reply.reason !== undefined && ` · ${sendingWords(reply.reason)}`}
        </p>
      </div>
      {done === undefined || done === 'busy' ? (
        <div className={styles.side}>
          {state === 'failed' ? button('retry', words.delivery.tryAgain) : (
            <>
              {button('markSent', words.delivery.arrived)}
              {button('retry', words.delivery.sendAgain)}
            </>
          )}
          {button('cancel', words.delivery.drop)}
        </div>
      ) : <p className={styles.result} role="status">{words.replies.done[done]}</p>}
      <p className={`${styles.wide ?? ''} ${styles.excerpt ?? ''}`} dir="auto">{reply.text ?? words.replies.erased}</p>
    </li>
  );
}
