import { useMemo, useState } from 'react';
import type { Summary } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button, IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { action, keysOf } from '../../ui/key-table';
import { customerName } from '../../ui/names';
import { words } from '../../ui/words';
import { MoreMenu } from './more-menu';
import type { MorePart } from './more-menu';
import type { ThreadPaneProps } from './thread-pane';
import styles from './thread.module.css';

interface Props extends ThreadPaneProps { summary: Summary | undefined }

/** Who this is with, and what can be done with the conversation as a whole. */
export function ThreadHead({ conversationId, summary, onBack, onResolveNext, onContext, isContextOpen, onCopyLink }: Props) {
  const { commands, me } = useWorkspace();
  const [part, setPart] = useState<MorePart | undefined>(undefined);
  const isMine = summary !== undefined && summary.owner === me.id;
  const isDone = summary?.state === 'resolved' || summary?.state === 'closed';
  const canWork = summary !== undefined && me.role !== 'auditor' && me.role !== 'operator';
  // What somebody has is asked for, handed over or answered for; a claim would only be refused.
  const canClaim = canWork && summary.owner === undefined && !isDone;

  useActions(useMemo(() => {
    const offered = [action('context', onContext), action('copyLink', () => { onCopyLink(undefined); })];
    if (!canWork) return offered;
    if (canClaim) offered.push(action('claim', () => void commands.claim(conversationId)));
    if (isMine && !isDone) offered.push(action('release', () => void commands.release(conversationId)));
    if (isDone) offered.push(action('reopen', () => void commands.reopen(conversationId)));
    else {
      offered.push(
        action('resolve', onResolveNext),
        action('snooze', () => { setPart('snooze'); }),
        action('snoozeMoment', () => { setPart('moment'); }),
        action('handOver', () => { setPart('handOver'); }),
      );
    }
    offered.push(action('labels', () => { setPart('labels'); }), action('priority', () => { setPart('priority'); }));
    return offered;
  }, [canWork, canClaim, isMine, isDone, commands, conversationId, onContext, onResolveNext, onCopyLink]));

  return (
    <header className={styles.head}>
      <span className={styles.back}>
        <IconButton label={words.thread.back} keys={keysOf('back')} onClick={onBack}>{icons.back}</IconButton>
      </span>
      <h2 className={styles.title} dir="auto">{summary ? customerName(summary.customer) : ''}</h2>
      {canWork && (
        <>
          {canClaim && <Button keys={keysOf('claim')} onClick={() => void commands.claim(conversationId)}>{words.actions.claim}</Button>}
          <MoreMenu
            summary={summary} part={part} onPart={setPart} isMine={isMine} isDone={isDone} onCopyLink={() => { onCopyLink(undefined); }}
          />
          {isDone
            ? summary.state === 'resolved' && <Button look="outlined" onClick={() => void commands.reopen(conversationId)}>{words.actions.reopen}</Button>
            : <Button look="outlined" keys={keysOf('resolve')} onClick={onResolveNext}>{words.actions.resolve}</Button>}
        </>
      )}
      <span className={styles.contextButton}>
        <IconButton label={words.actions.customer} keys={keysOf('context')} aria-pressed={isContextOpen} onClick={onContext}>{icons.person}</IconButton>
      </span>
    </header>
  );
}
