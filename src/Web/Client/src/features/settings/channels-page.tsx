import { useState } from 'react';
import type { AdminChannel } from '../../api/admin';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { moment, shortMoment } from '../../ui/format';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, Field, Listing, Once, text } from './parts';
import { attempt, useAdmin, useLoaded } from './use-admin';

interface Shown { about: string; value: string }

export function ChannelsPage() {
  const admin = useAdmin();
  const { directory } = useWorkspace();
  const { queues } = useStore(directory.view);
  const loaded = useLoaded(admin.channels);
  const [shown, setShown] = useState<Shown | undefined>(undefined);

  const refresh = async () => {
    await loaded.reload();
    void directory.load();
  };
  const add = async (form: FormData) => {
    const [name, replyUrl, queue] = [text(form, 'name'), text(form, 'replyUrl'), text(form, 'queue')];
    const made = await attempt(() => admin.addChannel({
      kind: 'webhook', name, ...(replyUrl === '' ? {} : { replyUrl }), ...(queue === '' ? {} : { queue }),
    }));
    if (!made) return false;
    setShown({ about: words.admin.secretOf(inSentence(plainName(name)), `${location.origin}/hooks/${made.answer.id}`), value: made.answer.secret });
    await refresh();
    return true;
  };
  const run = async (step: () => Promise<unknown>) => {
    if (await attempt(step)) await refresh();
  };
  const rotate = async (channel: AdminChannel) => {
    const made = await attempt(() => admin.addSecret(channel.id));
    if (!made) return;
    setShown({ about: words.admin.secretAdded(inSentence(plainName(channel.name))), value: made.answer.secret });
    await refresh();
  };

  return (
    <>
      <AddForm label={words.admin.addChannel} submit={words.admin.add} onAdd={add}>
        <Field label={words.admin.name}><input name="name" required maxLength={200} autoFocus dir="auto" /></Field>
        <Field label={words.admin.replyUrl}><input name="replyUrl" type="url" required maxLength={2000} dir="ltr" placeholder="https://" /></Field>
        <Field label={words.context.queue}>
          <select name="queue" defaultValue="">
            <option value="">{words.admin.firstQueue}</option>
            {queues.map((queue) => <option key={queue.id} value={queue.id}>{plainName(queue.name)}</option>)}
          </select>
        </Field>
      </AddForm>
      {shown && <Once {...shown} onClose={() => { setShown(undefined); }} />}
      <Listing loaded={loaded} empty={words.admin.noChannels}>
        {(channel) => (
          <ChannelItem
            key={channel.id} channel={channel} onRotate={() => void rotate(channel)}
            onEnd={(secretId) => void run(() => admin.endSecret(channel.id, secretId))}
            onChange={(body) => void run(() => admin.changeChannel(channel.id, body))}
          />
        )}
      </Listing>
    </>
  );
}

interface ItemProps {
  channel: AdminChannel;
  onRotate: () => void;
  onEnd: (secretId: string) => void;
  onChange: (body: { queue?: string; disabled?: boolean }) => void;
}

function ChannelItem({ channel, onRotate, onEnd, onChange }: ItemProps) {
  const { directory, api } = useWorkspace();
  const { queues } = useStore(directory.view);
  const secrets = channel.secrets ?? [];
  return (
    <li className={classes(styles.item, channel.disabled === true && styles.off)}>
      <div>
        <p className={styles.name}><bdi>{plainName(channel.name)}</bdi></p>
        <p className={styles.about}>{channel.kind} · {location.origin}/hooks/{channel.id}</p>
        {channel.replyUrl && <p className={styles.about}>{words.admin.repliesTo(channel.replyUrl)}</p>}
      </div>
      <div className={styles.side}>
        <select
          className={styles.inline} value={channel.queue ?? ''} aria-label={words.admin.queueOf(plainName(channel.name))}
          onChange={(event) => { onChange({ queue: event.target.value }); }}
        >
          {queues.map((queue) => <option key={queue.id} value={queue.id}>{plainName(queue.name)}</option>)}
        </select>
        <Button onClick={onRotate}>{words.admin.addSecret}</Button>
        <Button onClick={() => { onChange({ disabled: channel.disabled !== true }); }}>
          {channel.disabled === true ? words.admin.switchOn : words.admin.switchOff}
        </Button>
      </div>
      {secrets.length > 1 && (
        <ul className={styles.wide}>
          {secrets.map((secret) => (
            <li key={secret.id} className={styles.about}>
              {words.admin.secretFrom(shortMoment(moment(secret.createdAt) ?? 0, api.http.now()))}{' '}
              <Button look="link" onClick={() => { onEnd(secret.id); }}>{words.admin.endSecret}</Button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
