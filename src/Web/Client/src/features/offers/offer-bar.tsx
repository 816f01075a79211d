import { useEffect, useMemo, useState } from 'react';
import type { FormEvent } from 'react';
import type { Offer } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { action } from '../../ui/key-table';
import { customerName, isInvisible } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { useTicking } from '../../ui/now';
import { sound } from '../../ui/sound';
import { words } from '../../ui/words';
import styles from './offers.module.css';

interface Props {
  onTaken: (conversationId: string) => void;
  /** No list stands on the screen to lie over. */
  isAlone: boolean;
}

/** So long an Enter still means what it meant before the offer came: nobody takes one that arrived under her finger. */
const settlesMs = 800;

/** The offer that ends first, over the list and never over the work: why me, who, first words, and a line that shortens until it is somebody else's. */
export function OfferBar({ onTaken, isAlone }: Props) {
  const { offers, preferences } = useWorkspace();
  const all = useStore(offers.view);
  useEffect(() => offers.listen(() => {
    if (preferences.server.get().sound) sound();
  }), [offers, preferences]);
  const first = all[0];
  if (!first) return null;
  return <Bar key={`${first.conversationId} ${String(first.epoch)}`} offer={first} more={all.length - 1} onTaken={onTaken} isAlone={isAlone} />;
}

function Bar({ offer, more, onTaken, isAlone }: Props & { offer: Offer; more: number }) {
  const { api, offers } = useWorkspace();
  const [isAsked, setIsAsked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const ends = Date.parse(offer.until);
  const [total] = useState(() => Math.max(1_000, ends - api.http.now()));
  const left = useTicking(() => Math.max(0, Math.ceil((ends - api.http.now()) / 1_000)));
  useEffect(() => {
    if (left === 0 && !isBusy) offers.lapse(offer);
  }, [left, isBusy, offers, offer]);

  const takes = useMemo(() => async () => {
    setIsBusy(true);
    const answer = await offers.accept(offer);
    if (answer === 'done') onTaken(offer.conversationId);
    else showNotice(answer === 'gone' ? words.offers.gone : words.offers.unreachable, { tone: 'danger' });
    setIsBusy(false);
  }, [offers, offer, onTaken]);
  const refuses = async (reason: string) => {
    setIsBusy(true);
    const answer = await offers.decline(offer, reason);
    if (answer === 'unreachable') showNotice(words.offers.unreachable, { tone: 'danger' });
    setIsBusy(false);
  };
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setIsSettled(true); }, settlesMs);
    return () => { clearTimeout(timer); };
  }, []);
  // Enter outside of text and buttons means this while it stands here.
  useActions(useMemo(() => (isSettled ? [{ ...action('open', () => void takes()), title: words.offers.take }] : []), [isSettled, takes]), 'over');

  const { conversation } = offer;
  const said = isInvisible(conversation.lastText) ? words.row.noWords : conversation.lastText;
  return (
    <section className={classes(styles.bar, isAlone && styles.alone)} aria-label={words.offers.label} role="status" data-offer={offer.conversationId}>
      <i className={styles.line} style={{ animationDuration: `${String(total)}ms` }} aria-hidden="true" />
      {isAsked ? <Reason isBusy={isBusy} onSend={(reason) => void refuses(reason)} onBack={() => { setIsAsked(false); }} /> : (
        <>
          <p className={styles.why}>
            {words.offers.forYou(words.offers.why[offer.reason])}
            {more > 0 && <> · {words.offers.more(more)}</>}
            <span className={styles.left}> · {words.offers.left(left)}</span>
          </p>
          <p className={styles.first}>
            <strong dir="auto">{customerName(conversation.customer)}</strong>
            <span className={styles.words} dir="auto">{said}</span>
          </p>
          <div className={styles.buttons}>
            <Button disabled={isBusy} onClick={() => { setIsAsked(true); }}>{words.offers.sayReason}</Button>
            <Button disabled={isBusy} onClick={() => void refuses('')}>{words.offers.notNow}</Button>
            <Button look="filled" aria-keyshortcuts="Enter" title="Enter" disabled={isBusy} onClick={() => void takes()}>{words.offers.take}</Button>
          </div>
        </>
      )}
    </section>
  );
}

function Reason({ isBusy, onSend, onBack }: { isBusy: boolean; onSend: (reason: string) => void; onBack: () => void }) {
  const [reason, setReason] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(reason.trim());
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <input
        value={reason} maxLength={200} dir="auto" placeholder={words.offers.reason} aria-label={words.offers.reason} autoFocus
        onChange={(event) => { setReason(event.target.value); }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onBack();
        }}
      />
      <Button type="submit" look="outlined" disabled={isBusy}>{words.offers.send}</Button>
      <Button onClick={onBack}>{words.offers.back}</Button>
    </form>
  );
}
