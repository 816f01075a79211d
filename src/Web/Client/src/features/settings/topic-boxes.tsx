import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './admin.module.css';
import { byName, useAdmin, useLoaded } from './use-admin';

/** In a form: the company's topics, those that are followed ticked, and those followed that the company has no more. */
export function TopicBoxes({ followed }: { followed: readonly string[] }) {
  const admin = useAdmin();
  const known = byName(useLoaded(admin.topics, 'topics')).items.map((topic) => topic.name);
  const all = [...new Set([...known, ...followed])];
  if (all.length === 0) return null;
  return (
    <fieldset className={styles.hues}>
      <legend>{words.work.follows}</legend>
      {all.map((name) => <TopicBox key={name} name={name} isChosen={followed.includes(name)} />)}
    </fieldset>
  );
}

/** Without a handler it is a field of its form. */
export function TopicBox({ name, isChosen, onChoose }: { name: string; isChosen: boolean; onChoose?: (isChosen: boolean) => void }) {
  const state = onChoose === undefined ? { defaultChecked: isChosen } : { checked: isChosen, onChange: () => { onChoose(!isChosen); } };
  return (
    <label className={styles.hue}>
      <input type="checkbox" name="topics" value={name} {...state} />
      <bdi>{plainName(name)}</bdi>
    </label>
  );
}
