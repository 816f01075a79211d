import { useCallback } from 'react';
import { newCommandId } from '../../api/api';
import type { CannedReply } from '../../api/types';
import { queueName } from '../../realtime/directory';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { inSentence, plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, AdminForm, Field, text, useEdited } from './form';
import { Listing } from './parts';
import { attempt, useAdmin, useLoaded } from './use-admin';

const variables = ['customer.name', 'customer.firstName', 'me.name', 'me.firstName', 'queue.name', 'conversation.id'] as const;

/** Answers that are ready to be sent, each reached by "/" and its shortcut. */
export function CannedPage() {
  const admin = useAdmin();
  const { api, canned, me } = useWorkspace();
  const loaded = useLoaded(useCallback(async () => ({ items: await api.cannedReplies() }), [api]), 'cannedReplies');
  const { edited, edit, close } = useEdited();
  const mayShare = me.role === 'lead' || me.role === 'admin';

  const refresh = async () => {
    await loaded.reload();
    void canned.load();
  };
  const add = async (form: FormData) => {
    const [scope, shortcut] = [text(form, 'scope'), text(form, 'shortcut')];
    await admin.addCanned({
      id: newCommandId(), title: text(form, 'title'), text: text(form, 'text'),
      scope: scope === 'mine' || scope === 'all' ? scope : scope === '' ? 'mine' : 'queue',
      ...(shortcut === '' ? {} : { shortcut }), ...(['', 'mine', 'all'].includes(scope) ? {} : { queue: scope }),
    });
    await refresh();
  };
  const change = async (one: CannedReply, form: FormData) => {
    const shortcut = text(form, 'shortcut');
    await admin.changeCanned(one.id, { title: text(form, 'title'), text: text(form, 'text'), shortcut: shortcut === '' ? null : shortcut });
    await refresh();
  };
  const remove = async (one: CannedReply) => {
    if (!await attempt(() => admin.removeCanned(one.id))) return;
    await refresh();
    const { id, title, shortcut, text: words_, scope, queue } = one;
    const undo = () => void attempt(() => admin.addCanned({ id, title, text: words_, scope, ...(shortcut ? { shortcut } : {}), ...(queue ? { queue } : {}) })).then(refresh);
    showNotice(words.canned.removed(inSentence(plainName(one.title))), { action: { label: words.actions.undo, run: undo } });
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
            <AdminForm submit={words.canned.keep} look="outlined" onSend={(form) => change(one, form)} onClose={close}><Fields one={one} /></AdminForm>
          </li>
        ) : (
          <Item
            key={one.id} one={one} mayChange={one.scope === 'mine' || mayShare}
            onEdit={() => { edit(one.id); }} onRemove={() => void remove(one)}
          />
        ))}
      </Listing>
    </>
  );
}

function Fields({ one }: { one?: CannedReply }) {
  return (
    <>
      <Field label={words.canned.title}><input name="title" required maxLength={100} defaultValue={one?.title} autoFocus dir="auto" /></Field>
      <Field label={words.canned.shortcut}><input name="shortcut" maxLength={40} defaultValue={one?.shortcut ?? ''} dir="auto" /></Field>
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
          <Button data-edit={one.id} aria-label={words.admin.changeWhat(plainName(one.title))} onClick={onEdit}>{words.canned.edit}</Button>
          <Button aria-label={words.labels.remove(plainName(one.title))} onClick={onRemove}>{words.canned.remove}</Button>
        </div>
      )}
      <p className={`${styles.wide ?? ''} ${styles.about ?? ''}`} dir="auto">{one.text.slice(0, 240)}</p>
    </li>
  );
}
