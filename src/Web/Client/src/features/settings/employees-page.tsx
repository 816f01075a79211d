import { useState } from 'react';
import type { AdminEmployee } from '../../api/admin';
import type { Role } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, AdminForm, Field, text, useEdited } from './form';
import { listOf } from './lists';
import { Listing, Once } from './parts';
import { TopicBoxes } from './topic-boxes';
import { attempt, byName, useAdmin, useLoaded } from './use-admin';

const roles: readonly Role[] = ['agent', 'lead', 'admin', 'operator', 'auditor', 'colleague'];

interface Invited { name: string; link: string }

export function EmployeesPage() {
  const admin = useAdmin();
  const { me } = useWorkspace();
  const loaded = byName(useLoaded(admin.employees, 'directory'));
  const { edited, edit, close } = useEdited();
  const [invited, setInvited] = useState<Invited | undefined>(undefined);
  const show = (name: string, path: string) => { setInvited({ name, link: new URL(path, location.origin).href }); };

  const add = async (form: FormData) => {
    const name = text(form, 'name');
    const made = await admin.addEmployee({ name, ...fieldsOf(form), role: text(form, 'role') as Role });
    show(name, made.link);
    await loaded.reload();
  };
  const rename = async (one: AdminEmployee, form: FormData) => {
    await admin.changeEmployee(one.id, { name: text(form, 'name'), ...fieldsOf(form) });
    await loaded.reload();
  };
  const change = async (one: AdminEmployee, body: { role?: Role; disabled?: boolean }) => {
    if (await attempt(() => admin.changeEmployee(one.id, body))) await loaded.reload();
  };
  const invite = async (one: AdminEmployee) => {
    const made = await attempt(() => admin.newLink(one.id));
    if (made) show(one.name, made.answer.link);
  };

  return (
    <>
      <AddForm label={words.admin.addEmployee} submit={words.admin.invite} onAdd={add}>
        <Fields />
        <Field label={words.admin.role}>
          <select name="role" defaultValue="agent">{roles.map((role) => <option key={role} value={role}>{words.admin.roles[role]}</option>)}</select>
        </Field>
      </AddForm>
      {invited && (
        <Once key={invited.link} about={words.admin.linkFor(inSentence(plainName(invited.name)))} value={invited.link} onClose={() => { setInvited(undefined); }} />
      )}
      <Listing loaded={loaded} empty={words.admin.noEmployees}>
        {(one) => (one.id === edited ? (
          <li key={one.id} className={styles.item}>
            <AdminForm submit={words.canned.keep} look="outlined" onSend={(form) => rename(one, form)} onClose={close}><Fields one={one} /></AdminForm>
          </li>
        ) : (
          <Item
            key={one.id} one={one} isMe={one.id === me.id} onEdit={() => { edit(one.id); }} onInvite={() => void invite(one)}
            onChange={(body) => void change(one, body)}
          />
        ))}
      </Listing>
    </>
  );
}

function fieldsOf(form: FormData) {
  return {
    email: text(form, 'email'), team: text(form, 'team') || null, department: text(form, 'department') || null,
    skills: listOf(form, 'skills'), topics: form.getAll('topics').map(String), capacity: Number(text(form, 'capacity')),
  };
}

/** Where she works, and how much she carries. */
function aboutOf(one: AdminEmployee): string {
  return [one.email, one.team, one.department, words.work.carries(one.capacity)].filter((word) => word !== undefined && word !== '').join(' · ');
}

function Fields({ one }: { one?: AdminEmployee }) {
  return (
    <>
      <Field label={words.admin.name}><input name="name" required maxLength={100} autoFocus dir="auto" defaultValue={one?.name} /></Field>
      <Field label={words.signIn.email}><input name="email" type="email" required maxLength={254} dir="ltr" defaultValue={one?.email} /></Field>
      <Field label={words.work.team}><input name="team" maxLength={100} dir="auto" defaultValue={one?.team} /></Field>
      <Field label={words.work.department}><input name="department" maxLength={100} dir="auto" defaultValue={one?.department} /></Field>
      <Field label={words.work.capacity}><input name="capacity" type="number" required min={1} max={100} defaultValue={one?.capacity ?? 6} /></Field>
      <Field label={words.work.skills}><input name="skills" dir="auto" autoComplete="off" defaultValue={one?.skills.join(', ')} /></Field>
      <TopicBoxes followed={one?.topics ?? []} />
    </>
  );
}

interface ItemProps {
  one: AdminEmployee;
  isMe: boolean;
  onEdit: () => void;
  onInvite: () => void;
  onChange: (body: { role?: Role; disabled?: boolean }) => void;
}

function Item({ one, isMe, onEdit, onInvite, onChange }: ItemProps) {
  const name = plainName(one.name);
  return (
    <li className={classes(styles.item, one.disabled === true && styles.off)}>
      <div>
        <p className={styles.name}><bdi>{name}</bdi></p>
        <p className={styles.about}>{aboutOf(one)}</p>
      </div>
      <div className={styles.side}>
        <select
          className={styles.inline} value={one.role} disabled={isMe} aria-label={words.admin.roleOf(name)}
          onChange={(event) => { onChange({ role: event.target.value as Role }); }}
        >
          {roles.map((role) => <option key={role} value={role}>{words.admin.roles[role]}</option>)}
        </select>
        <Button data-edit={one.id} aria-label={words.admin.changeWhat(name)} onClick={onEdit}>{words.canned.edit}</Button>
        <Button onClick={onInvite}>{words.admin.newLink}</Button>
        <Button disabled={isMe} onClick={() => { onChange({ disabled: one.disabled !== true }); }}>
          {one.disabled === true ? words.admin.letIn : words.admin.lockOut}
        </Button>
      </div>
    </li>
  );
}
