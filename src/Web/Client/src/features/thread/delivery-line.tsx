import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { moment } from '../../ui/format';
import { keysOf } from '../../ui/key-table';
import { useTicking } from '../../ui/now';
import { words } from '../../ui/words';
import type { Delivery } from './deliveries';
import styles from './message.module.css';

interface Props {
  conversationId: string;
  replyId: string;
  text: string;
  delivery: Delivery | undefined;
  /** Written by the reader: nobody else takes it back while it is held. */
  isMine: boolean;
  isLastOwn: boolean;
  /** Takes the reply back and puts its words into the composer. */
  onUndo: (replyId: string, text: string) => void;
}

/** One line under a reply: how it is doing, and what can be done when it is not doing well. */
export function DeliveryLine({ conversationId, replyId, text, delivery, isMine, isLastOwn, onUndo }: Props) {
  const { commands } = useWorkspace();
  const settle = (verb: 'cancel' | 'retry' | 'markSent') => () => void commands.settleReply(conversationId, replyId, verb);

  switch (delivery?.state) {
    case 'held':
      return <HeldLine holdUntil={delivery.holdUntil} onUndo={isMine ? () => { onUndo(replyId, text); } : undefined} isLastOwn={isLastOwn} />;
    case 'failed':
      return (
        <p className={styles.failed} role="alert">
          {words.delivery.failed} <Button look="link" onClick={settle('retry')}>{words.delivery.tryAgain}</Button>
          {' · '}<Button look="link" onClick={() => { onUndo(replyId, text); }}>{words.delivery.edit}</Button>
        </p>
      );
    case 'unknown':
      return (
        <p className={styles.failed} role="alert">
          {words.delivery.unknown} <Button look="link" onClick={settle('markSent')}>{words.delivery.arrived}</Button>
          {' · '}<Button look="link" onClick={settle('retry')}>{words.delivery.sendAgain}</Button>
          {' · '}<Button look="link" onClick={settle('cancel')}>{words.delivery.drop}</Button>
        </p>
      );
    case 'dropped':
      return <p className={styles.state}>{words.delivery.cancelled}</p>;
    case 'sent': case 'delivered': case 'read':
      return isLastOwn ? <p className={styles.state} role="status">{words.delivery[delivery.state]}</p> : null;
    default:
      return isLastOwn ? <p className={styles.state}>{words.delivery.sending}</p> : null;
  }
}

function HeldLine({ holdUntil, onUndo, isLastOwn }: { holdUntil: string | undefined; onUndo: (() => void) | undefined; isLastOwn: boolean }) {
  const { api } = useWorkspace();
  const seconds = useTicking(() => Math.ceil(((moment(holdUntil) ?? 0) - api.http.now()) / 1000));
  if (seconds <= 0) return isLastOwn ? <p className={styles.state}>{words.delivery.sending}</p> : null;
  return (
    <p className={styles.state}>
      <span className={styles.figures}>{words.delivery.held(seconds)}</span>
      {onUndo && <> · <Button look="link" keys={keysOf('undo')} data-undo onClick={onUndo}>{words.delivery.undo}</Button></>}
    </p>
  );
}
