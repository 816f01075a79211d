import { useState } from 'react';
import type { AdminChannel } from '../../api/admin';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { moment, shortMoment } from '../../ui/format';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { ChannelTest } from './channel-test';
import { Sure } from './parts';

interface Props {
  channel: AdminChannel;
  onEdit: () => void;
  onRotate: () => void;
  onEnd: (secretId: string) => void;
  onChange: (body: { queue?: string; disabled?: boolean }) => void;
  onOpen: (conversationId: string) => void;
}

export function ChannelItem({ channel, onEdit, onRotate, onEnd, onChange, onOpen }: Props) {
  const { directory } = useWorkspace();
  const { queues } = useStore(directory.view);
  const [isTesting, setIsTesting] = useState(false);
  const name = plainName(channel.name);
  const isOff = channel.disabled === true;
  const secrets = channel.secrets ?? [];
  return (
    <li className={classes(styles.item, isOff && styles.off)}>
      <div className={styles.wide}>
        <p className={styles.name}><bdi>{name}</bdi></p>
        <p className={styles.about}>{channel.kind} · {location.origin}/hooks/{channel.id}</p>
        {channel.replyUrl && <p className={styles.about}>{words.admin.repliesTo(channel.replyUrl)}</p>}
      </div>
      <div className={`${styles.wide ?? ''} ${styles.row ?? ''}`}>
        <select
          className={styles.inline} value={channel.queue ?? ''} aria-label={words.admin.queueOf(name)}
          onChange={(event) => { onChange({ queue: event.target.value }); }}
        >
          {queues.every((queue) => queue.id !== channel.queue) && <option value={channel.queue ?? ''}>{channel.queue}</option>}
          {queues.map((queue) => <option key={queue.id} value={queue.id}>{plainName(queue.name)}</option>)}
        </select>
        <Button data-edit={channel.id} onClick={onEdit} aria-label={words.admin.changeWhat(name)}>{words.canned.edit}</Button>
        {!isOff && <Button aria-expanded={isTesting} onClick={() => { setIsTesting(!isTesting); }}>{words.admin.test}</Button>}
        <Button onClick={onRotate}>{words.admin.addSecret}</Button>
        <Button onClick={() => { onChange({ disabled: !isOff }); }}>{isOff ? words.admin.switchOn : words.admin.switchOff}</Button>
      </div>
      {isTesting && !isOff && <div className={`${styles.wide ?? ''} ${styles.test ?? ''}`}><ChannelTest channel={channel} onOpen={onOpen} /></div>}
      {secrets.length > 1 && <Secrets secrets={secrets} onEnd={onEnd} />}
    </li>
  );
}

function Secrets({ secrets, onEnd }: { secrets: NonNullable<AdminChannel['secrets']>; onEnd: (secretId: string) => void }) {
  const { api } = useWorkspace();
  return (
    <ul className={styles.wide}>
      {secrets.map((secret) => (
        <li key={secret.id} className={styles.about}>
          {words.admin.secretFrom(shortMoment(moment(secret.createdAt) ?? 0, api.http.now()))}{' '}
          <Sure look="link" label={words.admin.endSecret} question={words.admin.endSecretSure} onSure={() => { onEnd(secret.id); }} />
        </li>
      ))}
    </ul>
  );
}
