import { useState } from 'react';
import type { AdminApi } from '../../api/admin';
import type { Label } from '../../api/types';
import { Button } from '../../ui/button';
import { LabelWord, hues } from '../../ui/label-word';
import { inSentence, plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import { useWorkspace } from '../../realtime/workspace';
import styles from './admin.module.css';
import { AddForm, AdminForm, Field, text, useEdited } from './form';
import { Listing } from './parts';
import { attempt, useAdmin, useLoaded } from './use-admin';
import { FieldError } from './wrong';

const labelCharsMax = 50;
/** More rounds than any company has open conversations for. */
const roundsMax = 1_000;

export function LabelsPage() {
  const admin = useAdmin();
  const { labels } = useWorkspace();
  const loaded = useLoaded(admin.labels, 'labels');
  const { edited, edit, close } = useEdited();
  const [progress, setProgress] = useState<string | undefined>(undefined);

  const refresh = async () => {
    await Promise.all([loaded.reload(), labels.load()]);
  };
  const add = async (form: FormData) => {
    await admin.addLabel(labelOf(form));
    await refresh();
  };
  const change = async (before: Label, form: FormData) => {
    const after = labelOf(form);
    if (after.name !== before.name) {
      const changed = await renameEverywhere(admin, before.name, after.name, (left) => { setProgress(words.labelsPage.left(left)); });
      showNotice(words.labelsPage.renamed(inSentence(plainName(after.name)), changed));
    }
    setProgress(undefined);
    if (after.hue !== before.hue) await admin.changeLabel(after.name, { hue: after.hue });
    await refresh();
  };
  const remove = async (label: Label) => {
    if (!await attempt(() => admin.removeLabel(label.name))) return;
    await refresh();
    const undo = () => void attempt(() => admin.addLabel(label)).then(refresh);
    showNotice(words.labelsPage.removed(inSentence(plainName(label.name))), { action: { label: words.actions.undo, run: undo } });
  };

  return (
    <>
      <p className={styles.about}>{words.labelsPage.about}</p>
      <AddForm label={words.labelsPage.add} submit={words.admin.add} onAdd={add}><Fields /></AddForm>
      <Listing loaded={loaded} empty={words.labelsPage.none}>
        {(label) => (label.name === edited ? (
          <li key={label.name} className={styles.item}>
            <AdminForm submit={words.canned.keep} look="outlined" onSend={(form) => change(label, form)} onClose={close}>
              <Fields label={label} />
              <p className={styles.about} role="status">{progress ?? words.labelsPage.renameAbout}</p>
            </AdminForm>
          </li>
        ) : (
          <li key={label.name} className={styles.item}>
            <p className={styles.name}><LabelWord label={label.name} /></p>
            <div className={styles.side}>
              <Button data-edit={label.name} aria-label={words.admin.changeWhat(plainName(label.name))} onClick={() => { edit(label.name); }}>{words.canned.edit}</Button>
              <Button aria-label={words.labels.remove(plainName(label.name))} onClick={() => void remove(label)}>{words.canned.remove}</Button>
            </div>
          </li>
        ))}
      </Listing>
    </>
  );
}

function labelOf(form: FormData): Label {
  return { name: text(form, 'name'), hue: Number(text(form, 'hue')) };
}

/** So many conversations at a time as the server takes; answers how many there were. */
async function renameEverywhere(admin: AdminApi, from: string, to: string, onLeft: (left: number) => void): Promise<number> {
  let changed = 0;
  for (let round = 0; round < roundsMax; round += 1) {
    const answer = await admin.renameLabel(from, to).catch((error: unknown) => { throw atName(error); });
    changed += answer.changed;
    if (answer.left === 0 || answer.changed === 0) break;
    onLeft(answer.left);
  }
  return changed;
}

/** The form calls the new name as it calls any. */
function atName(error: unknown): unknown {
  return error instanceof Error && 'errors' in error && 'to' in (error.errors as object) ? new FieldError('name', words.wrong.members.to) : error;
}

function Fields({ label }: { label?: Label }) {
  return (
    <>
      <Field label={words.admin.name}><input name="name" required maxLength={labelCharsMax} autoFocus dir="auto" autoComplete="off" defaultValue={label?.name} /></Field>
      <fieldset className={styles.hues}>
        <legend>{words.labelsPage.hue}</legend>
        {hues.map((hue, at) => (
          <label key={hue} className={styles.hue} data-hue={hue}>
            <input type="radio" name="hue" value={at} defaultChecked={at === (label?.hue ?? 0)} />
            <i aria-hidden="true" />
            <span>{words.labelsPage.hues[at]}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
