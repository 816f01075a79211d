import { useCallback } from 'react';
import { FloorApi } from '../../api/floor';
import type { FloorGrade, FloorPeople } from '../../api/types';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AdminForm, Field, text, useEdited } from './form';
import { Listing } from './parts';
import { useLoaded } from './use-admin';

const grades: readonly FloorGrade[] = ['observe', 'draft', 'answer', 'act'];

/** Who helps on the open floor, and how far; a grade set by hand has a reason. */
export function FloorPeoplePage() {
  const { api } = useWorkspace();
  const loaded = useLoaded(useCallback(() => new FloorApi(api.http).people(), [api]), 'directory');
  const { edited, edit, close } = useEdited();
  const set = async (person: FloorPeople['items'][number], form: FormData) => {
    await new FloorApi(api.http).setGrade(person.employeeId, text(form, 'grade'), text(form, 'reason'));
    await loaded.reload();
  };
  return (
    <>
      <p className={styles.about}>{words.floor.people.about}</p>
      <Listing loaded={loaded} empty={words.floor.people.none}>
        {(person) => (person.employeeId === edited ? (
          <li key={person.employeeId} className={styles.item}>
            <AdminForm submit={words.floor.people.set} look="outlined" onSend={(form) => set(person, form)} onClose={close}>
              <Field label={words.floor.people.grade}>
                <select name="grade" defaultValue={person.grade}>
                  {grades.map((grade) => <option key={grade} value={grade}>{words.floor.gradeNames[grade]}</option>)}
                </select>
              </Field>
              <Field label={words.floor.people.reason}><input name="reason" required maxLength={500} autoFocus dir="auto" autoComplete="off" /></Field>
            </AdminForm>
          </li>
        ) : (
          <li key={person.employeeId} className={styles.item}>
            <div>
              <p className={styles.name}><bdi>{plainName(person.name)}</bdi></p>
              <p className={styles.about}>{person.needsGrade ? words.floor.gradeNames[person.grade] : words.floor.people.byRole} {person.topics.length > 0 && `· ${person.topics.join(', ')}`}</p>
            </div>
            <div className={styles.side}>
              {person.needsGrade && (
                <Button data-edit={person.employeeId} aria-label={words.admin.changeWhat(plainName(person.name))} onClick={() => { edit(person.employeeId); }}>{words.floor.people.change}</Button>
              )}
            </div>
          </li>
        ))}
      </Listing>
    </>
  );
}
