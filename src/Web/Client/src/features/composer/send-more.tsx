import { useState } from 'react';
import { useWorkspace } from '../../realtime/workspace';
import { IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { keysOf } from '../../ui/key-table';
import { MenuItem, Popover } from '../../ui/popover';
import { SnoozeMenu, SnoozeMoment } from '../../ui/snooze-menu';
import { words } from '../../ui/words';

interface Props { isDisabled: boolean; onResolve: () => void; onSnooze: (until: string) => void }

/** Sending, and what comes right after it. */
export function SendMore({ isDisabled, onResolve, onSnooze }: Props) {
  const { api } = useWorkspace();
  const [part, setPart] = useState<'menu' | 'moment' | undefined>(undefined);
  const now = () => api.http.now();
  const snooze = (until: string) => {
    setPart(undefined);
    onSnooze(until);
  };
  return (
    <Popover
      kind={part === 'moment' ? 'dialog' : 'menu'} label={words.composer.sendAnd} isOpen={part !== undefined}
      onOpenChange={(isOpen) => { setPart(isOpen ? 'menu' : undefined); }}
      trigger={(props) => <IconButton label={words.composer.sendAnd} disabled={isDisabled} {...props}>{icons.more}</IconButton>}
    >
      {part === 'menu' && (
        <>
          <MenuItem
            keys={keysOf('sendResolve')}
            onChoose={() => {
              setPart(undefined);
              onResolve();
            }}
          >
            {words.actions.sendResolve}
          </MenuItem>
          <SnoozeMenu now={now} onChoose={snooze} onOther={() => { setPart('moment'); }} say={words.composer.sendSnooze} />
        </>
      )}
      {part === 'moment' && <SnoozeMoment now={now} onChoose={snooze} submit={words.actions.sendSnooze} />}
    </Popover>
  );
}
