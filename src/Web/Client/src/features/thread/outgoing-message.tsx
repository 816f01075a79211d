import { useWorkspace } from '../../realtime/workspace';
import { attachmentsMax } from '../../realtime/drafts';
import { asSent } from '../../realtime/outgoing';
import type { Outgoing } from '../../realtime/outgoing';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { icons } from '../../ui/icons';
import { firstName, inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './message.module.css';
import { SafeText } from './safe-text';

interface Props {
  outgoing: Outgoing;
  customer: { name?: string | null; handle?: string | null };
  onEdit: (text: string) => void;
  onShow: () => void;
}

/** Words the journal does not show yet: there at once, and honest about not being there yet. */
export function OutgoingMessage({ outgoing, customer, onEdit, onShow }: Props) {
  return (
    <article className={classes(styles.message, styles.ours, styles.starts, outgoing.kind === 'note' && styles.note)}>
      <header className={styles.head}>
        {outgoing.kind === 'note' && <span className={styles.noteMark}>{icons.note}{words.thread.note}</span>}
        <span className={styles.author}>{words.thread.you}</span>
        {outgoing.audience === 'public' && <span className={styles.public}>{icons.globe}{words.thread.public}</span>}
      </header>
      <div className={styles.bubble}>
        {outgoing.text !== '' && <SafeText text={asSent(outgoing)} />}
        {outgoing.attachments.map((one) => <p key={one.id} className={styles.file}><bdi>{one.name}</bdi></p>)}
      </div>
      <OutgoingLine outgoing={outgoing} customer={customer} onEdit={onEdit} onShow={onShow} />
    </article>
  );
}

function OutgoingLine({ outgoing, customer, onEdit, onShow }: Props) {
  const workspace = useWorkspace();
  const { id, conversationId, status } = outgoing;
  const edit = () => {
    const taken = workspace.outgoing.take(id);
    if (!taken) return;
    if (taken.attachments.length > 0) workspace.drafts.putFiles(conversationId, (files) => [...taken.attachments, ...files].slice(0, attachmentsMax));
    onEdit(taken.text);
  };
  const asNote = () => {
    const taken = workspace.outgoing.take(id);
    if (taken) void workspace.outgoing.send({ conversationId, kind: 'note', text: taken.text, audience: undefined, seenSeq: 0 });
  };
  const sendAnyway = <Button look="link" onClick={() => void workspace.outgoing.sendAnyway(id)}>{words.delivery.sendAnyway}</Button>;
  const editButton = <Button look="link" onClick={edit}>{words.delivery.edit}</Button>;

  switch (status.kind) {
    case 'sending': case 'kept':
      return <p className={styles.state} role="status">{words.delivery.sending}</p>;
    case 'unreachable':
      return (
        <p className={styles.failed} role="alert">
          {words.delivery.unreachable}{' '}
          <Button look="link" onClick={() => void workspace.outgoing.tryAgain(id)}>{words.delivery.tryAgain}</Button> · {editButton}
        </p>
      );
    case 'newerMessage':
      return (
        <p className={styles.question} role="alert">
          {words.delivery.newer(writerOf(status.entry?.actor, customer))}{' '}
          <Button look="link" onClick={onShow}>{words.delivery.show}</Button> · {sendAnyway} · {editButton}
        </p>
      );
    case 'ownedByOther':
      return (
        <p className={styles.question} role="alert">
          {words.delivery.owned(inSentence(plainName(workspace.directory.nameOf(status.owner ?? '')) || words.delivery.someone))}{' '}
          {sendAnyway} · {outgoing.text !== '' && <><Button look="link" onClick={asNote}>{words.delivery.asNote}</Button> · </>}{editButton}
        </p>
      );
    case 'refused':
      return <p className={styles.failed} role="alert">{refusalWords(status.slug)} {editButton}</p>;
  }
}

function writerOf(actor: { kind: string; name?: string | null } | undefined, customer: Props['customer']): string {
  return actor?.kind === 'employee' && actor.name ? firstName({ name: actor.name }) : firstName(customer);
}

function refusalWords(slug: string): string {
  return (words.refusals as Record<string, string | undefined>)[slug] ?? words.delivery.refused;
}
