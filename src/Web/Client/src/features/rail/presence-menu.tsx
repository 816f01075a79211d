import type { Intent } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Avatar } from '../../ui/avatar';
import { plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { MenuItem, Popover } from '../../ui/popover';
import { words } from '../../ui/words';
import styles from './rail.module.css';

const intents: readonly Intent[] = ['available', 'busy', 'away', 'wrapUp', 'offline'];

interface Props { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

export function PresenceMenu({ isOpen, onOpenChange }: Props) {
  const { api, me, directory } = useWorkspace();
  const known = useStore(directory.view);
  const intent = known.employees.find((one) => one.id === me.id)?.presence?.intent;

  const choose = async (next: Intent) => {
    onOpenChange(false);
    try {
      await api.setPresence(next);
      directory.learnPresence(me.id, { intent: next });
    } catch {
      showNotice(words.presence.failed, { tone: 'danger' });
    }
  };

  return (
    <Popover
      kind="menu" label={words.presence.label} isOpen={isOpen} onOpenChange={onOpenChange}
      trigger={(props) => (
        <button type="button" className={styles.me} {...props}>
          <Avatar name={me.name} />
          <span className={styles.meWords}>
            <bdi className={styles.meName}>{plainName(me.name)}</bdi>
            <span className={styles.presence}>{intent ? words.presence[intent] : words.presence.label}</span>
          </span>
        </button>
      )}
    >
      {intents.map((one) => (
        <MenuItem key={one} isChecked={one === intent} onChoose={() => void choose(one)}>
          {words.presence[one]}
        </MenuItem>
      ))}
    </Popover>
  );
}
