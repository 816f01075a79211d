import { useMemo, useState } from 'react';
import type { Summary } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import type { Action } from '../../ui/actions';
import { Button, IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { customerName } from '../../ui/names';
import { words } from '../../ui/words';
import { MoreMenu } from './more-menu';
import type { MorePart } from './more-menu';
import type { ThreadPaneProps } from './thread-pane';
import styles from './thread.module.css';

interface Props extends ThreadPaneProps { summary: Summary | undefined }

/** Who this is with, and what can be done with the conversation as a whole. */
export function ThreadHead({ conversationId, summary, onBack, onResolveNext, onContext, isContextOpen }: Props) {
  const { commands, me } = useWorkspace();
  const [part, setPart] = useState<MorePart | undefined>(undefined);
  const isMine = summary !== undefined && summary.owner === me.id;
  const isDone = summary?.state === 'resolved' || summary?.state === 'closed';
  const canWork = summary !== undefined && me.role !== 'auditor' && me.role !== 'operator';
  const canClaim = canWork && !isMine && !isDone;

  useActions(useMemo(() => {
    const offered: Action[] = [
      { id: 'context', title: words.actions.context, group: 'thread', keys: 'i', run: onContext },
    ];
    if (!canWork) return offered;
    const open = (which: MorePart) => () => { setPart(which); };
    if (canClaim) offered.push({ id: 'claim', title: words.actions.claim, group: 'thread', keys: 'c', run: () => void commands.claim(conversationId) });
    if (isMine && !isDone) offered.push({ id: 'release', title: words.actions.release, group: 'thread', run: () => void commands.release(conversationId) });
    if (isDone) offered.push({ id: 'reopen', title: words.actions.reopen, group: 'thread', run: () => void commands.reopen(conversationId) });
    else {
      offered.push(
        { id: 'resolve', title: words.actions.resolveNext, group: 'thread', keys: 'e', run: onResolveNext },
        { id: 'snooze', title: words.actions.snooze, group: 'thread', keys: 's', run: open('snooze') },
        { id: 'hand-over', title: words.actions.handOver, group: 'thread', keys: 'a', run: open('handOver') },
      );
    }
    offered.push(
      { id: 'labels', title: words.actions.labels, group: 'thread', keys: 'l', run: open('labels') },
      { id: 'priority', title: words.actions.priority, group: 'thread', keys: 'p', run: open('priority') },
    );
    return offered;
  }, [canWork, canClaim, isMine, isDone, commands, conversationId, onContext, onResolveNext]));

  return (
    <header className={styles.head}>
      <span className={styles.back}>
        <IconButton label={words.thread.back} keys="Esc" onClick={onBack}>{icons.back}</IconButton>
      </span>
      <h2 className={styles.title} dir="auto">{summary ? customerName(summary.customer) : ''}</h2>
      {canWork && (
        <>
          {canClaim && <Button keys="c" onClick={() => void commands.claim(conversationId)}>{words.actions.claim}</Button>}
          <MoreMenu
            summary={summary} part={part} onPart={setPart} isMine={isMine} isDone={isDone}
          />
          {isDone
            ? summary.state === 'resolved' && <Button look="outlined" onClick={() => void commands.reopen(conversationId)}>{words.actions.reopen}</Button>
            : <Button look="outlined" keys="e" onClick={onResolveNext}>{words.actions.resolve}</Button>}
        </>
      )}
      <span className={styles.contextButton}>
        <IconButton label={words.actions.customer} keys="i" aria-pressed={isContextOpen} onClick={onContext}>{icons.person}</IconButton>
      </span>
    </header>
  );
}
