import { useState } from 'react';
import type { Intent } from '../../api/types';
import { useStore } from '../../realtime/store';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { Avatar } from '../../ui/avatar';
import { moment, shortMoment } from '../../ui/format';
import { plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { MenuItem, Popover } from '../../ui/popover';
import { words } from '../../ui/words';
import { HandBack } from './hand-back';
import styles from './rail.module.css';

const intents: readonly Intent[] = ['available', 'busy', 'away', 'wrapUp', 'offline'];

interface Props { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

export function PresenceMenu({ isOpen, onOpenChange }: Props) {
  const { api, me, directory } = useWorkspace();
  const known = useStore(directory.view);
  const presence = known.employees.find((one) => one.id === me.id)?.presence;
  const intent = presence?.intent;
  const since = moment(presence?.intentSince);
  const sinceWords = since === undefined ? undefined : shortMoment(since, api.http.now());
  const said = intent === undefined ? words.presence.label : [words.presence[intent], sinceWords].filter(Boolean).join(' · ');
  const [part, setPart] = useState<'menu' | 'handBack'>('menu');
  const choose = async (next: Intent) => {
    onOpenChange(false);
    try {
      await api.setPresence(next);
      directory.learnPresence(me.id, { intent: next, intentSince: new Date(api.http.now()).toISOString() });
    } catch {
      showNotice(words.presence.failed, { tone: 'danger' });
    }
  };

  return (
    <Popover
      kind={part === 'menu' ? 'menu' : 'dialog'} label={words.presence.label} isOpen={isOpen}
      onOpenChange={(next) => {
        setPart('menu');
        onOpenChange(next);
      }}
      trigger={(props) => (
        <button type="button" className={styles.me} {...props}>
          <Avatar name={me.name} />
          <span className={styles.meWords}>
            <bdi className={styles.meName}>{plainName(me.name)}</bdi>
            <span className={styles.presence}>{said}</span>
          </span>
        </button>
      )}
    >
      {part === 'handBack' && <HandBack onDone={() => { onOpenChange(false); }} />}
      {part === 'menu' && intents.map((one) => (
        <MenuItem
          key={one} isChecked={one === intent} onChoose={() => void choose(one)}
          keys={one === intent && sinceWords !== undefined ? words.presence.since(sinceWords) : undefined}
        >
          {words.presence[one]}
        </MenuItem>
      ))}
      {part === 'menu' && mayWrite(me) && <MenuItem onChoose={() => { setPart('handBack'); }}>{words.presence.handBack}</MenuItem>}
    </Popover>
  );
}
