import { useState } from 'react';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { classes } from '../../ui/classes';
import { moment, shortMoment } from '../../ui/format';
import { inSentence, plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, Field, text } from './form';
import { Listing, Once, Sure } from './parts';
import { attempt, useAdmin, useLoaded } from './use-admin';

export function ApiKeysPage() {
  const admin = useAdmin();
  const { me, directory, api } = useWorkspace();
  const { employees } = useStore(directory.view);
  const loaded = useLoaded(admin.keys);
  const [key, setKey] = useState<string | undefined>(undefined);

  const add = async (form: FormData) => {
    const made = await admin.addKey({ name: text(form, 'name'), employeeId: text(form, 'employee') });
    setKey(made.key);
    await loaded.reload();
  };
  const nameOf = (id: string) => plainName(employees.find((one) => one.id === id)?.name) || id;

  return (
    <>
      <AddForm label={words.admin.addKey} submit={words.admin.add} onAdd={add}>
        <Field label={words.admin.name}><input name="name" required maxLength={100} autoFocus dir="auto" /></Field>
        <Field label={words.admin.actsAs}>
          <select name="employee" defaultValue={me.id}>
            {employees.map((one) => <option key={one.id} value={one.id}>{plainName(one.name)}</option>)}
          </select>
        </Field>
      </AddForm>
      {key !== undefined && <Once key={key} about={words.admin.keyOnce} value={key} onClose={() => { setKey(undefined); }} />}
      <Listing loaded={loaded} empty={words.admin.noKeys}>
        {(one) => (
          <li key={one.prefix} className={classes(styles.item, Boolean(one.revokedAt) && styles.off)}>
            <div>
              <p className={styles.name}><bdi>{plainName(one.name)}</bdi></p>
              <p className={styles.about}>
                {words.admin.keyAbout(one.prefix, inSentence(nameOf(one.employeeId)), shortMoment(moment(one.createdAt) ?? 0, api.http.now()))}
              </p>
            </div>
            <div className={styles.side}>
              {one.revokedAt ? <span className={styles.about}>{words.admin.revoked}</span> : (
                <Sure label={words.admin.revoke} question={words.admin.revokeSure} onSure={() => void attempt(() => admin.revokeKey(one.prefix)).then(loaded.reload)} />
              )}
            </div>
          </li>
        )}
      </Listing>
    </>
  );
}
