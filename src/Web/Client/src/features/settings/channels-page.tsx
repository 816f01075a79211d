import { useState } from 'react';
import type { AdminChannel } from '../../api/admin';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { ChannelItem } from './channel-item';
import { AddForm, AdminForm, Field, text, useEdited } from './form';
import { Listing, Once } from './parts';
import { attempt, byName, useAdmin, useLoaded } from './use-admin';
import styles from './admin.module.css';

interface Shown { about: string; value: string }

export function ChannelsPage({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const admin = useAdmin();
  const loaded = byName(useLoaded(admin.channels, 'directory'));
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const { edited, edit, close } = useEdited();

  const add = async (form: FormData) => {
    const [name, replyUrl, queue] = [text(form, 'name'), text(form, 'replyUrl'), text(form, 'queue')];
    const made = await admin.addChannel({
      kind: 'webhook', name, ...(replyUrl === '' ? {} : { replyUrl }), ...(queue === '' ? {} : { queue }),
    });
    setShown({ about: words.admin.secretOf(inSentence(plainName(name)), `${location.origin}/hooks/${made.id}`), value: made.secret });
    await loaded.reload();
  };
  const change = async (channel: AdminChannel, form: FormData) => {
    const replyUrl = text(form, 'replyUrl');
    await admin.changeChannel(channel.id, { name: text(form, 'name'), ...(replyUrl === '' || replyUrl === channel.replyUrl ? {} : { replyUrl }) });
    await loaded.reload();
  };
  const run = async (step: () => Promise<unknown>) => {
    if (await attempt(step)) await loaded.reload();
  };
  const rotate = async (channel: AdminChannel) => {
    const made = await attempt(() => admin.addSecret(channel.id));
    if (!made) return;
    setShown({ about: words.admin.secretAdded(inSentence(plainName(channel.name))), value: made.answer.secret });
    await loaded.reload();
  };

  return (
    <>
      <AddForm label={words.admin.addChannel} submit={words.admin.add} onAdd={add}>
        <Fields />
        <QueueField />
      </AddForm>
      {shown && <Once key={shown.value} {...shown} onClose={() => { setShown(undefined); }} />}
      <Listing loaded={loaded} empty={words.admin.noChannels}>
        {(channel) => (channel.id === edited ? (
          <li key={channel.id} className={styles.item}>
            <AdminForm submit={words.canned.keep} look="outlined" onSend={(form) => change(channel, form)} onClose={close}><Fields channel={channel} /></AdminForm>
          </li>
        ) : (
          <ChannelItem
            key={channel.id} channel={channel} onRotate={() => void rotate(channel)} onEdit={() => { edit(channel.id); }} onOpen={onOpen}
            onEnd={(secretId) => void run(() => admin.endSecret(channel.id, secretId))}
            onChange={(body) => void run(() => admin.changeChannel(channel.id, body))}
          />
        ))}
      </Listing>
    </>
  );
}

function Fields({ channel }: { channel?: AdminChannel }) {
  return (
    <>
      <Field label={words.admin.name}><input name="name" required maxLength={100} autoFocus dir="auto" defaultValue={channel?.name} /></Field>
      <Field label={words.admin.replyUrl}>
        <input
          name="replyUrl" type="url" required={!channel || Boolean(channel.replyUrl)} maxLength={2000} dir="ltr" placeholder="https://"
          defaultValue={channel?.replyUrl ?? ''}
        />
      </Field>
    </>
  );
}

function QueueField() {
  const { directory } = useWorkspace();
  const { queues } = useStore(directory.view);
  return (
    <Field label={words.context.queue}>
      <select name="queue" defaultValue="">
        <option value="">{words.admin.firstQueue}</option>
        {queues.map((queue) => <option key={queue.id} value={queue.id}>{plainName(queue.name)}</option>)}
      </select>
    </Field>
  );
}
