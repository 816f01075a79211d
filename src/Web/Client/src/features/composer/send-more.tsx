import { useState } from 'react';
import { useWorkspace } from '../../realtime/workspace';
import { IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { keysOf } from '../../ui/key-table';
import { MenuItem, Popover } from '../../ui/popover';
import { snoozeChoices } from '../../ui/snooze-choices';
import { words } from '../../ui/words';

interface Props { isDisabled: boolean; onResolve: () => void; onSnooze: (until: string) => void }

/** Sending, and what comes right after it. */
export function SendMore({ isDisabled, onResolve, onSnooze }: Props) {
  const { api } = useWorkspace();
  const [isOpen, setIsOpen] = useState(false);
  const [choices, setChoices] = useState(() => snoozeChoices(api.http.now()));
  const close = (run: () => void) => () => {
    setIsOpen(false);
    run();
  };
  return (
    <Popover
      kind="menu" label={words.composer.sendAnd} isOpen={isOpen}
      onOpenChange={(next) => {
        if (next) setChoices(snoozeChoices(api.http.now()));
        setIsOpen(next);
      }}
      trigger={(props) => <IconButton label={words.composer.sendAnd} disabled={isDisabled} {...props}>{icons.more}</IconButton>}
    >
      <MenuItem keys={keysOf('sendResolve')} onChoose={close(onResolve)}>{words.actions.sendResolve}</MenuItem>
      {choices.map(({ label, until }) => (
        <MenuItem key={label} onChoose={close(() => { onSnooze(until); })}>{words.composer.sendSnooze(label)}</MenuItem>
      ))}
    </Popover>
  );
}
