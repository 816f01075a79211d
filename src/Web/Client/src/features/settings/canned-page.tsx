import { useState } from 'react';
import { newCommandId } from '../../api/api';
import type { CannedReply } from '../../api/types';
import { queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, Field, Listing, text } from './parts';
import { attempt, useAdmin, useLoaded } from './use-admin';

const variables = ['customer.name', 'customer.firstName', 'me.name', 'me.firstName', 'queue.name', 'conversation.id'] as const;

/** Answers that are ready to be sent, each reached by "/" and its shortcut. */
export function CannedPage() {
  const admin = useAdmin();
  const { api, canned, me } = useWorkspace();
  const [load] = useState(() => () => api.cannedReplies());
  const loaded = useLoaded(load);
  const [edited, setEdited] = useState<string | undefined>(undefined);
  const mayShare = me.role === 'lead' || me.role === 'admin';

  const refresh = async () => {
    await loaded.reload();
    void canned.load();
  };
  const add = async (form: FormData) => {
    const [scope, shortcut] = [text(form, 'scope'), text(form, 'shortcut')];
    const isDone = await attempt(() => admin.addCanned({
      id: newCommandId(), title: text(form, 'title'), text: text(form, 'text'),
      scope: scope === 'mine' || scope === 'all' ? scope : 'queue',
      ...(shortcut === '' ? {} : { shortcut }), ...(scope === 'mine' || scope === 'all' ? {} : { queue: scope }),
    }));
    if (isDone) await refresh();
    return isDone !== undefined;
  };
  const change = async (one: CannedReply, form: FormData) => {
    const shortcut = text(form, 'shortcut');
    const isDone = await attempt(() => admin.changeCanned(one.id, {
      title: text(form, 'title'), text: text(form, 'text'), shortcut: shortcut === '' ? null : shortcut,
    }));
    if (!isDone) return;
    setEdited(undefined);
    await refresh();
  };
  const remove = async (one: CannedReply) => {
    if (await attempt(() => admin.removeCanned(one.id))) await refresh();
  };

  return (
    <>
      <p className={styles.about}>{words.canned.about} {variables.map((name) => `{{${name}}}`).join(' · ')}</p>
      <AddForm label={words.canned.add} submit={words.admin.add} onAdd={add}>
        <Fields />
        {mayShare && <ScopeField />}
      </AddForm>
      <Listing loaded={loaded} empty={words.canned.none}>
        {(one) => (one.id === edited ? (
          <li key={one.id} className={styles.item}>
            <form
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault();
                void change(one, new FormData(event.currentTarget));
              }}
            >
              <Fields one={one} />
              <p className={styles.buttons}>
                <Button type="submit" look="outlined">{words.canned.keep}</Button>
                <Button onClick={() => { setEdited(undefined); }}>{words.admin.cancel}</Button>
              </p>
            </form>
          </li>
        ) : (
          <Item
            key={one.id} one={one} mayChange={one.scope === 'mine' || mayShare}
            onEdit={() => { setEdited(one.id); }} onRemove={() => void remove(one)}
          />
        ))}
      </Listing>
    </>
  );
}

function Fields({ one }: { one?: CannedReply }) {
  return (
    <>
      <Field label={words.canned.title}><input name="title" required maxLength={200} defaultValue={one?.title} autoFocus dir="auto" /></Field>
      <Field label={words.canned.shortcut}><input name="shortcut" maxLength={32} pattern="[^\s\/\{\}]*" defaultValue={one?.shortcut ?? ''} dir="auto" /></Field>
      <Field label={words.canned.text}><textarea name="text" required maxLength={10_000} defaultValue={one?.text} dir="auto" /></Field>
    </>
  );
}

function ScopeField() {
  const { directory } = useWorkspace();
  const { queues } = useStore(directory.view);
  return (
    <Field label={words.canned.scope}>
      <select name="scope" defaultValue="mine">
        <option value="mine">{words.canned.mine}</option>
        <option value="all">{words.canned.all}</option>
        {queues.map((queue) => <option key={queue.id} value={queue.id}>{words.canned.inQueue(plainName(queue.name))}</option>)}
      </select>
    </Field>
  );
}

function Item({ one, mayChange, onEdit, onRemove }: { one: CannedReply; mayChange: boolean; onEdit: () => void; onRemove: () => void }) {
  const { directory } = useWorkspace();
  const known = useStore(directory.view);
  const scope = one.scope === 'mine' ? words.canned.mine
    : one.scope === 'all' ? words.canned.all : words.canned.inQueue(plainName(queueName(known, one.queue)));
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.name}><bdi>{plainName(one.title)}</bdi></p>
        <p className={styles.about}>{one.shortcut ? `/${one.shortcut} · ` : ''}{scope}</p>
      </div>
      {mayChange && (
        <div className={styles.side}>
          <Button onClick={onEdit}>{words.canned.edit}</Button>
          <Button onClick={onRemove}>{words.canned.remove}</Button>
        </div>
      )}
      <p className={`${styles.wide ?? ''} ${styles.about ?? ''}`} dir="auto">{one.text.slice(0, 240)}</p>
    </li>
  );
}
