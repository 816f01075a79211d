import type { Topic } from '../../api/types';
import { Button } from '../../ui/button';
import { inSentence, plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { AddForm, AdminForm, Field, text, useEdited } from './form';
import { Listing } from './parts';
import { attempt, byName, useAdmin, useLoaded } from './use-admin';
import { listOf } from './lists';

const nameCharsMax = 50;

/** What customers write about, each with the words it is known by. */
export function TopicsPage() {
  const admin = useAdmin();
  const loaded = byName(useLoaded(admin.topics, 'topics'));
  const { edited, edit, close } = useEdited();

  const add = async (form: FormData) => {
    await admin.addTopic({ name: text(form, 'name'), words: listOf(form, 'words') });
    await loaded.reload();
  };
  const change = async (topic: Topic, form: FormData) => {
    await admin.changeTopic(topic.name, { words: listOf(form, 'words') });
    await loaded.reload();
  };
  const remove = async (topic: Topic) => {
    if (!await attempt(() => admin.removeTopic(topic.name))) return;
    await loaded.reload();
    const undo = () => void attempt(() => admin.addTopic(topic)).then(loaded.reload);
    showNotice(words.work.removed(inSentence(plainName(topic.name))), { action: { label: words.actions.undo, run: undo } });
  };

  return (
    <>
      <p className={styles.about}>{words.work.topicsAbout}</p>
      <AddForm label={words.work.addTopic} submit={words.admin.add} onAdd={add}>
        <Field label={words.admin.name}><input name="name" required maxLength={nameCharsMax} autoFocus dir="auto" autoComplete="off" /></Field>
        <WordsField />
      </AddForm>
      <Listing loaded={loaded} empty={words.work.noTopic}>
        {(topic) => (
          <li key={topic.name} className={styles.item}>
            <div>
              <p className={styles.name}><bdi>{plainName(topic.name)}</bdi></p>
              {topic.name !== edited && <p className={styles.about} dir="auto">{topic.words.length === 0 ? words.work.noWords : topic.words.join(', ')}</p>}
            </div>
            {topic.name === edited ? (
              <div className={styles.wide}>
                <AdminForm submit={words.canned.keep} look="outlined" onSend={(form) => change(topic, form)} onClose={close}><WordsField topic={topic} /></AdminForm>
              </div>
            ) : (
              <div className={styles.side}>
                <Button data-edit={topic.name} aria-label={words.admin.changeWhat(plainName(topic.name))} onClick={() => { edit(topic.name); }}>{words.canned.edit}</Button>
                <Button aria-label={words.work.remove(plainName(topic.name))} onClick={() => void remove(topic)}>{words.canned.remove}</Button>
              </div>
            )}
          </li>
        )}
      </Listing>
    </>
  );
}

function WordsField({ topic }: { topic?: Topic }) {
  return <Field label={words.work.words}><textarea name="words" dir="auto" autoFocus={topic !== undefined} defaultValue={topic?.words.join(', ')} /></Field>;
}
