import type { Priority, Summary } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { currentActions } from '../../ui/actions';
import { IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { keysOf } from '../../ui/key-table';
import { plainName } from '../../ui/names';
import { MenuItem, Popover } from '../../ui/popover';
import { PresenceWord, reachOf } from '../../ui/presence-word';
import { words } from '../../ui/words';
import { hasTrackingLink } from '../../realtime/handover';
import { HandOverForm } from './hand-over-form';
import { LabelEditor } from './label-editor';
import { SnoozeMenu, SnoozeMoment } from '../../ui/snooze-menu';

export type MorePart = 'menu' | 'snooze' | 'moment' | 'labels' | 'priority' | 'handOver';

interface Props {
  summary: Summary;
  part: MorePart | undefined;
  onPart: (part: MorePart | undefined) => void;
  isMine: boolean;
  isDone: boolean;
  onCopyLink: () => void;
}

const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

/** What is done less often stands behind one button; each part also has its own key. */
export function MoreMenu({ summary, part, onPart, isMine, isDone, onCopyLink }: Props) {
  const { commands, api } = useWorkspace();
  const close = () => { onPart(undefined); };
  // What nobody has yet is given at once; what somebody has is handed over.
  const isHandover = summary.owner !== undefined;
  const now = () => api.http.now();
  const snooze = (until: string) => {
    close();
    void commands.snooze(summary.id, until);
  };
  return (
    <Popover
      kind={part === 'labels' || part === 'moment' || (part === 'handOver' && isHandover) ? 'dialog' : 'menu'} label={part === 'handOver' && isHandover ? words.handover.title : words.actions.more} isOpen={part !== undefined}
      onOpenChange={(isOpen) => { onPart(isOpen ? 'menu' : undefined); }}
      trigger={(props) => <IconButton label={words.actions.more} {...props}>{icons.more}</IconButton>}
    >
      {part === 'menu' && <Menu summary={summary} isMine={isMine} isDone={isDone} onPart={onPart} onClose={close} onCopyLink={onCopyLink} />}
      {part === 'snooze' && <SnoozeMenu now={now} onChoose={snooze} onOther={() => { onPart('moment'); }} />}
      {part === 'moment' && <SnoozeMoment now={now} onChoose={snooze} />}
      {part === 'priority' && <PriorityMenu summary={summary} onClose={close} />}
      {part === 'handOver' && isHandover && <HandOverForm summary={summary} onClose={close} />}
      {part === 'handOver' && !isHandover && <HandOverMenu summary={summary} onClose={close} />}
      {part === 'labels' && <LabelEditor id={summary.id} labels={summary.labels} />}
    </Popover>
  );
}

/** Whoever may not ask has no such action. */
function AskItem({ onClose }: { onClose: () => void }) {
  const ask = currentActions().find(({ id }) => id === 'ask');
  return ask && (
    <MenuItem
      keys={ask.keys}
      onChoose={() => {
        onClose();
        ask.run();
      }}
    >
      {words.actions.ask}
    </MenuItem>
  );
}

interface MenuProps { summary: Summary; isMine: boolean; isDone: boolean; onPart: Props['onPart']; onClose: () => void; onCopyLink: () => void }

function Menu({ summary, isMine, isDone, onPart, onClose, onCopyLink }: MenuProps) {
  const { commands, threads } = useWorkspace();
  return (
    <>
      {!isDone && <MenuItem keys={keysOf('snooze')} onChoose={() => { onPart('snooze'); }}>{words.actions.snooze}</MenuItem>}
      {!isDone && <MenuItem keys={keysOf('handOver')} onChoose={() => { onPart('handOver'); }}>{words.actions.handOver}</MenuItem>}
      <AskItem onClose={onClose} />
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
      <MenuItem
        onChoose={() => {
          onClose();
          onCopyLink();
        }}
      >
        {words.actions.copyLink}
      </MenuItem>
      <MenuItem
        onChoose={() => {
          onClose();
          void commands.makeTrackingLink(summary.id);
        }}
      >
        {words.tracking.copy}
      </MenuItem>
      {hasTrackingLink(threads.view(summary.id).get().state.entries) && (
        <MenuItem
          onChoose={() => {
            onClose();
            void commands.endTrackingLink(summary.id);
          }}
        >
          {words.tracking.end}
        </MenuItem>
      )}
    </>
  );
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
