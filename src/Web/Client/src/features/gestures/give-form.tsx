import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { newCommandId } from '../../api/api';
import type { Gesture, GestureAllowance, GestureDenial, GestureKind, GestureWish } from '../../api/gestures';
import type { Customer } from '../../api/types';
import type { Given, Gestures } from '../../realtime/gestures';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { kindName } from '../../ui/gesture-words';
import { customerName, inSentence } from '../../ui/names';
import { minorOf, money, typed } from '../../ui/money';
import { words } from '../../ui/words';
import styles from './gestures.module.css';

interface Props {
  conversationId: string;
  /** For whom it is meant; the open floor does not tell who that is. */
  customer?: Customer;
  allowance: GestureAllowance;
  onClose: () => void;
  /** Without it the receipt offers no words. */
  onInsert?: (text: string) => void;
  /** Where one gives, if not at the desk. */
  place?: Gestures;
}

type Said = Given | { kind: 'nothing' | 'busy' } | { kind: 'field'; field: 'amount' | 'reason' };

/** Kind, amount, why; one click. A no says what can be done instead. */
export function GiveForm({ conversationId, customer, allowance, onInsert, onClose, place }: Props) {
  const { gestures: desk } = useWorkspace();
  const gestures = place ?? desk;
  const { currency, kinds } = allowance;
  const [kind, setKind] = useState<GestureKind>(kinds.find((one) => one.remaining > 0)?.kind ?? kinds[0]?.kind ?? 'refund');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState<Said>({ kind: 'nothing' });
  // The same wish keeps its id, so that pressing again after a broken line gives nothing twice.
  const sent = useRef({ wish: '', id: '', ask: '' });
  // Whom it was opened for: whoever writes meanwhile in the same thread does not get it in passing.
  const [meant, setMeant] = useState(customer?.id);
  // She was told that it is somebody else now, and goes on.
  const to = said.kind === 'other' ? customer?.id : meant;
  const minor = minorOf(amount, currency);

  const wishOf = (units: number): GestureWish => ({ kind, amount: units, reason: reason.trim(), ...(to === undefined ? {} : { customerId: to }) });
  const idsOf = (wish: GestureWish) => {
    const key = JSON.stringify(wish);
    if (sent.current.wish !== key) sent.current = { wish: key, id: newCommandId(), ask: newCommandId() };
    return sent.current;
  };
  const run = async (call: Promise<Given>) => {
    setSaid({ kind: 'busy' });
    const outcome = await call;
    // What waits for a signature stands over the composer, where it also ends.
    if (outcome.kind === 'done' && outcome.gesture.status === 'awaitingCoSign') onClose();
    else setSaid(outcome);
  };
  const give = (units: number) => run(gestures.give(conversationId, idsOf(wishOf(units)).id, wishOf(units)));
  const ask = (units: number) => run(gestures.askCoSign(conversationId, wishOf(units), idsOf(wishOf(units)).id, sent.current.ask));
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMeant(to);
    if (minor === undefined) setSaid({ kind: 'field', field: 'amount' });
    else if (reason.trim() === '') setSaid({ kind: 'field', field: 'reason' });
    else void give(minor);
  };
  const change = (set: (text: string) => void) => (event: { target: { value: string } }) => {
    setMeant(to);
    set(event.target.value);
    setSaid({ kind: 'nothing' });
  };

  if (said.kind === 'done') return <Receipt gesture={said.gesture} onInsert={onInsert} onClose={onClose} />;
  const wrong = said.kind === 'field' ? said.field : undefined;
  return (
    <form
      className={styles.form} onSubmit={send} noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <label className={styles.field}>
        <span>{words.gestures.kind}</span>
        <select value={kind} onChange={change((value) => { setKind(value as GestureKind); })}>
          {kinds.map((one) => <option key={one.kind} value={one.kind}>{kindName(one.kind)}</option>)}
        </select>
      </label>
      <label className={styles.field}>
        <span>{words.gestures.amount(currency)}</span>
        <input value={amount} onChange={change(setAmount)} inputMode="decimal" autoComplete="off" autoFocus maxLength={16} aria-invalid={wrong === 'amount'} />
      </label>
      <label className={styles.field}>
        <span>{words.gestures.reason}</span>
        <input value={reason} onChange={change(setReason)} autoComplete="off" maxLength={400} dir="auto" aria-invalid={wrong === 'reason'} />
      </label>
      {wrong !== undefined && <p className={styles.wrong} role="alert">{wrong === 'amount' ? words.gestures.notMoney : words.gestures.whyMissing}</p>}
      {said.kind === 'denied' && minor !== undefined && (
        <p className={classes(styles.said, styles.denied)} role="alert">{deniedWords(said.denial, money(minor, currency))}</p>
      )}
      <Trouble said={said} customer={customer} />
      <p className={styles.buttons}>
        {said.kind === 'denied' && minor !== undefined ? (
          <Instead
            denial={said.denial} onAsk={() => void ask(minor)}
            onRest={() => {
              setAmount(typed(said.denial.remaining, currency));
              void give(said.denial.remaining);
            }}
          />
        ) : (
          <Button type="submit" look="outlined" disabled={said.kind === 'busy'}>
            {said.kind === 'busy' ? words.gestures.busy : minor === undefined ? words.gestures.give : words.gestures.button(money(minor, currency))}
          </Button>
        )}
        <Button onClick={onClose}>{words.gestures.cancel}</Button>
      </p>
    </form>
  );
}

/** "€80 is more than your €50. Ask for a co-sign · Give €50" */
export function deniedWords({ rule, remaining, currency }: GestureDenial, wanted: string): string {
  if (rule === 'notGiven') return words.gestures.deniedKind;
  const limit = words.gestures.limits[rule];
  return remaining > 0 ? words.gestures.denied(wanted, money(remaining, currency), limit) : words.gestures.deniedNow(wanted, limit);
}

/** In the place of the button that was refused: what may be done, the first of it under the finger. */
function Instead({ denial, onAsk, onRest }: { denial: GestureDenial; onAsk: () => void; onRest: () => void }) {
  const mayAsk = denial.next.includes('askCoSign');
  return (
    <>
      {mayAsk && <Button look="outlined" autoFocus onClick={onAsk}>{words.gestures.askCoSign}</Button>}
      {denial.next.includes('giveRest') && (
        <Button look={mayAsk ? 'text' : 'outlined'} autoFocus={!mayAsk} onClick={onRest}>{words.gestures.button(money(denial.remaining, denial.currency))}</Button>
      )}
    </>
  );
}

function Trouble({ said, customer }: { said: Said; customer: Customer | undefined }) {
  const text = said.kind === 'unreachable' ? words.gestures.unreachable
    : said.kind === 'over' ? words.gestures.over
      : said.kind === 'other' ? words.gestures.other(inSentence(customer === undefined ? words.floor.noName : customerName(customer)))
      : said.kind === 'refused' ? words.done.refused(said.title.replace(/\.$/u, '')) : undefined;
  return text === undefined ? null : <p className={styles.wrong} role="alert">{text}</p>;
}

function Receipt({ gesture, onInsert, onClose }: { gesture: Gesture; onInsert: ((text: string) => void) | undefined; onClose: () => void }) {
  const amount = money(gesture.amount, gesture.currency);
  const kind = kindName(gesture.kind);
  return (
    <div role="status">
      <p>{words.gestures.given(amount, kind)}</p>
      <p className={styles.said}>{words.gestures.receipt(gesture.policyVersion)} {gesture.fulfilment === 'pending' && words.gestures.toFulfil}</p>
      <p className={classes(styles.buttons, onInsert === undefined && styles.end)}>
        {onInsert && (
          <Button
            look="link"
            onClick={() => {
              onInsert(words.gestures.sentence(amount, kind));
              onClose();
            }}
          >
            {words.gestures.insert}
          </Button>
        )}
        <Button onClick={onClose}>{words.keys.close}</Button>
      </p>
    </div>
  );
}
