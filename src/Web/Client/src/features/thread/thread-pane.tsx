import { memo, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { Face, LoadingFace } from '../../ui/face';
import { words } from '../../ui/words';
import { holds, shownAt } from '../../realtime/thread-past';
import { CustodyLine } from './custody-line';
import { Messages } from './messages';
import { ThreadHead } from './thread-head';
import styles from './thread.module.css';

export interface ThreadPaneProps {
  conversationId: string;
  /** The entry at which it is opened, if it is opened at one. */
  at: number | undefined;
  /** Told apart by every opening. */
  visit: string;
  /** Leaves the past for the end. */
  onToEnd: () => void;
  onBack: () => void;
  onResolveNext: () => void;
  onContext: () => void;
  isContextOpen: boolean;
  /** Of the conversation, or of one entry of it. */
  onCopyLink: (seq: number | undefined) => void;
  /** Puts words into the composer. */
  onEdit: (text: string) => void;
  /** The composer, which stands below the messages once there are any. */
  children: ReactNode;
}

export const ThreadPane = memo(function ThreadPane(props: ThreadPaneProps) {
  const { conversationId, at, visit, children } = props;
  const { threads, outgoing } = useWorkspace();
  const view = useStore(useMemo(() => threads.view(conversationId), [threads, conversationId]));
  const onTheWay = useStore(outgoing.all);
  useEffect(() => threads.watch(conversationId), [threads, conversationId]);
  useEffect(() => {
    if (at === undefined) threads.leavePast(conversationId);
    else void threads.show(conversationId, at);
  }, [threads, conversationId, at, visit]);
  useEffect(() => {
    outgoing.settle(conversationId, view.state.entries);
  }, [outgoing, conversationId, view.state.entries, onTheWay]);

  const isThere = at === undefined || holds(view, at);
  const face = view.face === 'ready' && !isThere ? view.past?.face ?? 'loading' : view.face;
  const retry = () => {
    if (view.face === 'ready' && at !== undefined) void threads.show(conversationId, at);
    else threads.retry(conversationId);
  };

  return (
    <section className={styles.pane} aria-label={words.thread.label} data-pane="thread">
      <ThreadHead key={`head ${conversationId}`} {...props} summary={view.summary} />
      {view.face === 'ready' && view.summary && <CustodyLine key={`custody ${conversationId}`} summary={view.summary} entries={view.state.entries} />}
      {view.face === 'ready' && view.summary && isThere
        ? (
          <Messages
            key={`messages ${conversationId} ${at === undefined ? '' : visit}`} view={view} past={shownAt(view, at)} at={at} summary={view.summary} onEdit={props.onEdit}
            onToEnd={props.onToEnd} onCopyLink={props.onCopyLink}
          />
        ) : <ThreadFace face={face} onRetry={retry} />}
      {view.face === 'ready' && children}
    </section>
  );
});

function ThreadFace({ face, onRetry }: { face: string; onRetry: () => void }) {
  switch (face) {
    case 'failed':
      return (
        <div className={styles.face}>
          <Face isAlert action={<Button look="link" onClick={onRetry}>{words.thread.retry}</Button>}>{words.thread.failed}</Face>
        </div>
      );
    case 'denied':
      return <div className={styles.face}><Face>{words.thread.denied(words.list.an)}</Face></div>;
    case 'missing':
      return <div className={styles.face}><Face>{words.thread.missing}</Face></div>;
    default:
      return <div className={styles.face}><LoadingFace /></div>;
  }
}

/** Stands where a conversation will stand. */
export function NoThread({ canOpen, onOpenFirst }: { canOpen: boolean; onOpenFirst: () => void }) {
  return (
    <section className={styles.pane} aria-label={words.thread.label} data-pane="thread">
      <header className={styles.head} />
      <div className={styles.face}>
        <Face action={canOpen ? <Button look="link" onClick={onOpenFirst}>{words.thread.noneAction}</Button> : undefined}>
          {canOpen ? words.thread.none : words.thread.nothing}
        </Face>
      </div>
    </section>
  );
}
