import { useState } from 'react';
import type { Priority, Summary } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { keysOf } from '../../ui/key-table';
import { plainName } from '../../ui/names';
import { MenuItem, Popover } from '../../ui/popover';
import { PresenceWord, reachOf } from '../../ui/presence-word';
import { words } from '../../ui/words';
import { LabelEditor } from './label-editor';
import { snoozeChoices } from '../../ui/snooze-choices';

export type MorePart = 'menu' | 'snooze' | 'labels' | 'priority' | 'handOver';

interface Props {
  summary: Summary;
  part: MorePart | undefined;
  onPart: (part: MorePart | undefined) => void;
  isMine: boolean;
  isDone: boolean;
}

const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

/** What is done less often stands behind one button; each part also has its own key. */
export function MoreMenu({ summary, part, onPart, isMine, isDone }: Props) {
  const close = () => { onPart(undefined); };
  return (
    <Popover
      kind={part === 'labels' ? 'dialog' : 'menu'} label={words.actions.more} isOpen={part !== undefined}
      onOpenChange={(isOpen) => { onPart(isOpen ? 'menu' : undefined); }}
      trigger={(props) => <IconButton label={words.actions.more} {...props}>{icons.more}</IconButton>}
    >
      {part === 'menu' && <Menu summary={summary} isMine={isMine} isDone={isDone} onPart={onPart} onClose={close} />}
      {part === 'snooze' && <SnoozeMenu id={summary.id} onClose={close} />}
      {part === 'priority' && <PriorityMenu summary={summary} onClose={close} />}
      {part === 'handOver' && <HandOverMenu summary={summary} onClose={close} />}
      {part === 'labels' && <LabelEditor id={summary.id} labels={summary.labels} />}
    </Popover>
  );
}

interface MenuProps { summary: Summary; isMine: boolean; isDone: boolean; onPart: Props['onPart']; onClose: () => void }

function Menu({ summary, isMine, isDone, onPart, onClose }: MenuProps) {
  const { commands } = useWorkspace();
  return (
    <>
      {!isDone && <MenuItem keys={keysOf('snooze')} onChoose={() => { onPart('snooze'); }}>{words.actions.snooze}</MenuItem>}
      {!isDone && <MenuItem keys={keysOf('handOver')} onChoose={() => { onPart('handOver'); }}>{words.actions.handOver}</MenuItem>}
      <MenuItem keys={keysOf('labels')} onChoose={() => { onPart('labels'); }}>{words.actions.labels}</MenuItem>
      <MenuItem keys={keysOf('priority')} onChoose={() => { onPart('priority'); }}>{words.actions.priority}</MenuItem>
      {isMine && !isDone && (
        <MenuItem
          onChoose={() => {
            onClose();
            void commands.release(summary.id);
          }}
        >
          {words.actions.release}
        </MenuItem>
      )}
    </>
  );
}

function SnoozeMenu({ id, onClose }: { id: string; onClose: () => void }) {
  const { commands, api } = useWorkspace();
  const [choices] = useState(() => snoozeChoices(api.http.now()));
  return choices.map(({ label, until }) => (
    <MenuItem
      key={label}
      onChoose={() => {
        onClose();
        void commands.snooze(id, until);
      }}
    >
      {label}
    </MenuItem>
  ));
}

function PriorityMenu({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const { commands } = useWorkspace();
  return priorities.map((priority) => (
    <MenuItem
      key={priority} isChecked={summary.priority === priority}
      onChoose={() => {
        onClose();
        if (summary.priority !== priority) void commands.setPriority(summary.id, priority);
      }}
    >
      {words.priority[priority]}
    </MenuItem>
  ));
}

function HandOverMenu({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const { commands, directory, me } = useWorkspace();
  const { employees } = useStore(directory.view);
  const others = employees.filter((one) => one.id !== me.id && one.id !== summary.owner
    && ['agent', 'lead', 'admin'].includes(one.role)).toSorted((a, b) => reachOf(a.presence) - reachOf(b.presence));
  return others.map((one) => (
    <MenuItem
      key={one.id}
      onChoose={() => {
        onClose();
        void commands.assign(summary.id, { id: one.id, name: one.name });
      }}
    >
      <bdi>{plainName(one.name)}</bdi> <PresenceWord presence={one.presence} />
    </MenuItem>
  ));
}
