import { memo, useCallback } from 'react';
import type { Summary } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { clockTime, dayLine } from '../../ui/format';
import { keysOf } from '../../ui/key-table';
import { words } from '../../ui/words';
import { Message, Note } from './message';
import { ProposalCard } from './proposal-card';
import { OutgoingMessage } from './outgoing-message';
import { SystemLine } from './system-line';
import type { ThreadItem } from './thread-items';
import styles from './thread.module.css';

interface Props { item: ThreadItem; summary: Summary; onEdit: (text: string) => void; onShow: () => void; onCopyLink: (seq: number) => void }

export const ThreadLine = memo(function ThreadLine({ item, summary, onEdit, onShow, onCopyLink }: Props) {
  const { api, commands, drafts } = useWorkspace();
  const conversationId = summary.id;
  const media = item.type === 'message' ? item.entry.data.media : undefined;
  const undo = useCallback(async (replyId: string, text: string) => {
    if (!await commands.settleReply(conversationId, replyId, 'cancel')) return;
    // The files of a reply that was taken back go along with the next one.
    const files = (media ?? []).flatMap(({ id, name, contentType, size }) => (
      id ? [{ id, name: name ?? '', contentType: contentType ?? '', size: size ?? 0 }] : []
    ));
    if (files.length > 0) drafts.putFiles(conversationId, () => files);
    onEdit(text);
  }, [commands, conversationId, onEdit, drafts, media]);
  const onUndo = useCallback((replyId: string, text: string) => void undo(replyId, text), [undo]);

  switch (item.type) {
    case 'day':
      return <p className={styles.day}><span>{dayLine(item.at, api.http.now())}</span></p>;
    case 'unread':
      return <p className={styles.unread}><span>{words.thread.unread(clockTime(item.at))}</span></p>;
    case 'message':
      return (
        <Message
          conversationId={conversationId} entry={item.entry} isOurs={item.isOurs} startsGroup={item.startsGroup}
          delivery={item.delivery} isLastOwn={item.isLastOwn} onUndo={onUndo} onCopyLink={onCopyLink}
        />
      );
    case 'note':
      return <Note entry={item.entry} startsGroup={item.startsGroup} onCopyLink={onCopyLink} />;
    case 'proposal':
      return <ProposalCard conversationId={conversationId} entry={item.entry} isOpen={item.isOpen} head={item.head} />;
    case 'system':
      return <SystemLine entries={item.entries} queue={summary.queue} />;
    case 'outgoing':
      return <OutgoingMessage outgoing={item.outgoing} customer={summary.customer} onEdit={onEdit} onShow={onShow} />;
    case 'hint':
      return (
        <p className={styles.hint}>
          {summary.owner === undefined && <><kbd>{keysOf('claim')}</kbd> {words.thread.hint.claim} · </>}<kbd>{keysOf('reply')}</kbd> {words.thread.hint.reply} · <kbd>{keysOf('resolve')}</kbd> {words.thread.hint.resolve}
        </p>
      );
  }
});
