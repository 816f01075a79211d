import { useState } from 'react';
import type { AdminChannel, ChannelTestResult } from '../../api/admin';
import { Problem } from '../../api/http';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { faultWords, sendingWords } from './reasons';
import { useAdmin } from './use-admin';

type Direction = 'in' | 'out';
type Outcome = { kind: 'busy' } | { kind: 'done'; result: ChannelTestResult } | { kind: 'failed'; sentence: string };

/** A message in as a customer would send it, or one out to where replies go, and what became of it. */
export function ChannelTest({ channel, onOpen }: { channel: AdminChannel; onOpen: (conversationId: string) => void }) {
  const admin = useAdmin();
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  const test = async (direction: Direction) => {
    setOutcome({ kind: 'busy' });
    try {
      setOutcome({ kind: 'done', result: await admin.testChannel(channel.id, direction) });
    } catch (error) {
      setOutcome({ kind: 'failed', sentence: error instanceof Problem && error.status < 500 ? words.test.notPossible : words.done.unreachable });
    }
  };
  const isBusy = outcome?.kind === 'busy';
  const opened = outcome?.kind === 'done' ? outcome.result.conversationId : undefined;
  return (
    <>
      <p className={styles.about}>{words.test.about}</p>
      <p className={styles.buttons}>
        <Button look="outlined" disabled={isBusy} onClick={() => void test('in')}>{words.test.in}</Button>
        {channel.replyUrl && <Button look="outlined" disabled={isBusy} onClick={() => void test('out')}>{words.test.out}</Button>}
      </p>
      <p className={outcome && isBad(outcome) ? styles.bad : styles.result} role="status">
        {outcome && said(outcome)}{' '}
        {opened !== undefined && <Button look="link" onClick={() => { onOpen(opened); }}>{words.admin.openIt}</Button>}
      </p>
    </>
  );
}

function isBad(outcome: Outcome): boolean {
  return outcome.kind === 'failed' || (outcome.kind === 'done' && outcome.result.status !== 'accepted' && outcome.result.status !== 'duplicate' && outcome.result.status !== 'sent');
}

function said(outcome: Outcome): string {
  if (outcome.kind === 'busy') return words.test.busy;
  if (outcome.kind === 'failed') return outcome.sentence;
  const { status, reason } = outcome.result;
  switch (status) {
    case 'accepted': case 'duplicate': return words.test.accepted;
    case 'quarantined': return words.test.quarantined(faultWords(reason ?? ''));
    case 'sent': return words.test.sent;
    case 'refused': return words.test.refused(sendingWords(reason));
    case 'notSent': return words.test.notSent(sendingWords(reason));
    case 'unclear': return words.test.unclear(sendingWords(reason));
  }
}
