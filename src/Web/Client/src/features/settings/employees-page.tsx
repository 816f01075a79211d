import { useState } from 'react';
import type { AdminEmployee } from '../../api/admin';
import type { Role } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, Field, Listing, Once, text } from './parts';
import { attempt, useAdmin, useLoaded } from './use-admin';

const roles: readonly Role[] = ['agent', 'lead', 'admin', 'operator', 'auditor'];

interface Invited { name: string; link: string }

export function EmployeesPage() {
  const admin = useAdmin();
  const { me, directory } = useWorkspace();
  const loaded = useLoaded(admin.employees);
  const [invited, setInvited] = useState<Invited | undefined>(undefined);
  const refresh = async () => {
    await loaded.reload();
    void directory.load();
  };
  const show = (name: string, path: string) => { setInvited({ name, link: new URL(path, location.origin).href }); };

  const add = async (form: FormData) => {
    const name = text(form, 'name');
    const made = await attempt(() => admin.addEmployee({ name, email: text(form, 'email'), role: text(form, 'role') as Role }));
    if (!made) return false;
    show(name, made.answer.link);
    await refresh();
    return true;
  };
  const change = async (one: AdminEmployee, body: { role?: Role; disabled?: boolean }) => {
    if (await attempt(() => admin.changeEmployee(one.id, body))) await refresh();
  };
  const invite = async (one: AdminEmployee) => {
    const made = await attempt(() => admin.newLink(one.id));
    if (made) show(one.name, made.answer.link);
  };

  return (
    <>
      <AddForm label={words.admin.addEmployee} submit={words.admin.invite} onAdd={add}>
        <Field label={words.admin.name}><input name="name" required maxLength={200} autoFocus dir="auto" /></Field>
        <Field label={words.signIn.email}><input name="email" type="email" required maxLength={254} dir="ltr" /></Field>
        <Field label={words.admin.role}>
          <select name="role" defaultValue="agent">{roles.map((role) => <option key={role} value={role}>{words.admin.roles[role]}</option>)}</select>
        </Field>
      </AddForm>
      {invited && (
        <Once about={words.admin.linkFor(inSentence(plainName(invited.name)))} value={invited.link} onClose={() => { setInvited(undefined); }} />
      )}
      <Listing loaded={loaded} empty={words.admin.noEmployees}>
        {(one) => (
          <li key={one.id} className={classes(styles.item, one.disabled === true && styles.off)}>
            <div>
              <p className={styles.name}><bdi>{plainName(one.name)}</bdi></p>
              <p className={styles.about}>{one.email ?? ''}</p>
            </div>
            <div className={styles.side}>
              <select
                className={styles.inline} value={one.role} disabled={one.id === me.id} aria-label={words.admin.roleOf(plainName(one.name))}
                onChange={(event) => void change(one, { role: event.target.value as Role })}
              >
                {roles.map((role) => <option key={role} value={role}>{words.admin.roles[role]}</option>)}
              </select>
              <Button onClick={() => void invite(one)}>{words.admin.newLink}</Button>
              {one.id !== me.id && (
                <Button onClick={() => void change(one, { disabled: one.disabled !== true })}>
                  {one.disabled === true ? words.admin.letIn : words.admin.lockOut}
                </Button>
              )}
            </div>
          </li>
        )}
      </Listing>
    </>
  );
}
