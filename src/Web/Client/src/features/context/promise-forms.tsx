import { useState } from 'react';
import type { Audience, GivenPromise, Summary } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { firstName, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { PromiseForm } from './promise-form';
import styles from './promises.module.css';

interface Props { summary: Summary; onClose: () => void }

const textMax = 300;

export function MakeForm({ summary, onClose }: Props) {
  const { api } = useWorkspace();
  const [text, setText] = useState('');
  return (
    <PromiseForm
      title={words.promises.add} submit={words.promises.make} hasDue canSend={text.trim() !== ''} onClose={onClose}
      onSend={(id, dueAt) => api.promises.make(summary.id, id, { text: text.trim(), dueAt })}
    >
      <label><span>{words.promises.what}</span><input value={text} maxLength={textMax} dir="auto" autoFocus onChange={(event) => { setText(event.target.value); }} /></label>
    </PromiseForm>
  );
}

/** The customer is told in the same moment: there is no moving in silence. */
export function MoveForm({ summary, promise, audience, onClose }: Props & { promise: GivenPromise; audience: Audience }) {
  const { api, marks } = useWorkspace();
  const [text, setText] = useState('');
  return (
    <PromiseForm
      title={words.promises.moveTitle} submit={words.promises.moveIt} hasDue canSend={text.trim() !== ''} onClose={onClose}
      onSend={(id, dueAt) => api.promises.move(summary.id, id, promise.id, { dueAt, text: text.trim(), seenSeq: marks.seqOf(summary.id), audience })}
    >
      <p className={styles.what} dir="auto">{promise.text || words.promises.gone}</p>
      <label><span>{words.promises.tell} · {audience === 'public' ? words.composer.seePublic : words.composer.seePrivate(firstName(summary.customer))}</span><textarea value={text} rows={3} dir="auto" autoFocus onChange={(event) => { setText(event.target.value); }} /></label>
    </PromiseForm>
  );
}

export function ReleaseForm({ summary, promise, onClose }: Props & { promise: GivenPromise }) {
  const { api } = useWorkspace();
  const [reason, setReason] = useState('');
  return (
    <PromiseForm
      title={words.promises.releaseTitle} submit={words.promises.releaseIt} canSend={reason.trim() !== ''} onClose={onClose}
      onSend={(id) => api.promises.release(summary.id, id, promise.id, reason.trim())}
    >
      <p className={styles.what} dir="auto">{promise.text || words.promises.gone}</p>
      <label><span>{words.promises.why}</span><input value={reason} maxLength={textMax} dir="auto" autoFocus onChange={(event) => { setReason(event.target.value); }} /></label>
    </PromiseForm>
  );
}

export function HandOverForm({ summary, promise, onClose }: Props & { promise: GivenPromise }) {
  const { api, directory } = useWorkspace();
  const { employees } = useStore(directory.view);
  const others = employees.filter((one) => one.id !== promise.answers && !one.disabled && ['agent', 'lead', 'admin'].includes(one.role));
  const [to, setTo] = useState(others[0]?.id ?? '');
  return (
    <PromiseForm
      title={words.promises.handTitle} submit={words.promises.handIt} canSend={to !== ''} onClose={onClose}
      onSend={(id) => api.promises.handOver(summary.id, id, promise.id, to)}
    >
      <p className={styles.what} dir="auto">{promise.text || words.promises.gone}</p>
      <label>
        <span>{words.promises.toWhom}</span>
        <select value={to} autoFocus onChange={(event) => { setTo(event.target.value); }}>
          {others.map((one) => <option key={one.id} value={one.id}>{plainName(one.name)}</option>)}
        </select>
      </label>
    </PromiseForm>
  );
}
