import { useMemo, useState } from 'react';
import type { Summary } from '../../api/types';
import { runBulk } from '../../realtime/bulk';
import type { BulkStep } from '../../realtime/bulk';
import { useWorkspace } from '../../realtime/workspace';
import { useActions } from '../../ui/actions';
import { Button, IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { action, keysOf } from '../../ui/key-table';
import { inSentence, plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { Popover } from '../../ui/popover';
import { SnoozeMenu, SnoozeMoment } from '../../ui/snooze-menu';
import { words } from '../../ui/words';
import { BulkLabel, BulkOwner } from './bulk-menus';
import type { Selection } from './use-selection';
import styles from './selection.module.css';

type Part = 'handOver' | 'labels' | 'snooze' | 'moment';

interface Props {
  selection: Selection;
  /** What was resolved or put off leaves the list, and the next one is looked at. */
  onLeft: (rows: readonly Summary[]) => void;
}

/** What can be done with everything chosen at once; each of it can be undone. */
export function SelectionBar({ selection, onLeft }: Props) {
  const { api, me } = useWorkspace();
  const [part, setPart] = useState<Part | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const n = selection.rows.size;

  const run = async (step: BulkStep) => {
    setPart(undefined);
    if (n === 0) return;
    setIsBusy(true);
    const outcome = await runBulk(api, me, [...selection.rows.values()], step);
    setIsBusy(false);
    selection.clear();
    if (step.kind === 'resolve' || step.kind === 'snooze') onLeft(outcome.done);
    if (outcome.done.length > 0) {
      showNotice(told(step, outcome.done.length), { action: { label: words.actions.undo, run: () => void outcome.undo() } });
    }
    if (outcome.failed > 0) showNotice(words.bulk.failed(outcome.failed), { tone: 'danger' });
  };

  useActions(useMemo(() => [
    action('back', selection.clear),
    ...(n === 0 ? [] : [
      action('resolve', () => void run({ kind: 'resolve' })),
      action('snooze', () => { setPart('snooze'); }),
      action('snoozeMoment', () => { setPart('moment'); }),
      action('handOver', () => { setPart('handOver'); }),
      action('labels', () => { setPart('labels'); }),
    ]),
    // What is run belongs to the rows chosen when the key is pressed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  ], [selection, n]), 'over');

  const now = () => api.http.now();
  const snooze = (until: string) => void run({ kind: 'snooze', until });
  const menu = (one: Exclude<Part, 'moment'>) => ({
    label: words.actions[one],
    isOpen: part === one || (one === 'snooze' && part === 'moment'),
    onOpenChange: (isOpen: boolean) => { setPart(isOpen ? one : undefined); },
    trigger: (props: object) => <Button disabled={n === 0 || isBusy} {...props}>{words.actions[one]}</Button>,
  });
  return (
    <div className={styles.bar} role="group" aria-label={words.bulk.label}>
      <p className={styles.count} role="status">{isBusy ? words.bulk.busy : words.bulk.chosen(n)}</p>
      <IconButton label={words.bulk.clear} keys={keysOf('back')} onClick={selection.clear}>{icons.close}</IconButton>
      <div className={styles.steps}>
        <Popover kind="menu" {...menu('handOver')}><BulkOwner onChoose={(to) => void run({ kind: 'assign', to })} /></Popover>
        <Popover kind="dialog" {...menu('labels')}><BulkLabel onChoose={(label) => void run({ kind: 'label', label })} /></Popover>
        <Popover kind={part === 'moment' ? 'dialog' : 'menu'} {...menu('snooze')}>
          {part === 'moment'
            ? <SnoozeMoment now={now} onChoose={snooze} /> : <SnoozeMenu now={now} onChoose={snooze} onOther={() => { setPart('moment'); }} />}
        </Popover>
        <Button look="outlined" keys={keysOf('resolve')} disabled={n === 0 || isBusy} onClick={() => void run({ kind: 'resolve' })}>
          {words.actions.resolve}
        </Button>
      </div>
    </div>
  );
}

function told(step: BulkStep, n: number): string {
  switch (step.kind) {
    case 'resolve': return words.bulk.resolved(n);
    case 'snooze': return words.bulk.snoozed(n);
    case 'assign': return words.bulk.assigned(n, inSentence(plainName(step.to.name)));
    case 'label': return words.bulk.labelled(n, inSentence(plainName(step.label)));
  }
}
