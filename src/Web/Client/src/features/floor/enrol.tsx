import { useCallback, useState } from 'react';
import type { FloorStanding } from '../../api/types';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import styles from './floor.module.css';
import { refusal, useFloorApi, useRead } from './use-floor';

/** What one promises, and what one knows about. */
export function Enrol({ standing, onDone }: { standing: FloorStanding; onDone: (next: FloorStanding) => void }) {
  const floor = useFloorApi();
  const topics = useRead('floorStanding', useCallback(() => floor.topics(), [floor]));
  const [chosen, setChosen] = useState<readonly string[]>(standing.topics);
  const [hasAccepted, setHasAccepted] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const text = words.floor.enrol;

  const join = async () => {
    try {
      const known = new Set((topics.value ?? []).map(({ name }) => name));
      onDone(await floor.enrol(standing.promisesVersion, chosen.filter((name) => known.has(name))));
    } catch (error) {
      setWrong(refusal(error));
    }
  };
  return (
    <div className={styles.enrol}>
      <h1 className={styles.bigTitle}>{text.title}</h1>
      <p>{standing.acceptedVersion > 0 && standing.acceptedVersion !== standing.promisesVersion ? text.changed : text.about}</p>
      {!standing.needsGrade && <p className={styles.quiet}>{words.floor.byRole}</p>}
      <h2 className={styles.title}>{text.promises}</h2>
      <ul className={styles.promises}>{text.list.map((promise) => <li key={promise}>{promise}</li>)}</ul>
      <fieldset className={styles.topics}>
        <legend className={styles.title}>{text.topics}</legend>
        {topics.value?.length === 0 && <p className={styles.quiet}>{text.noTopics}</p>}
        {(topics.value ?? []).map(({ name }) => (
          <label key={name} className={styles.choice}>
            <input
              type="checkbox" checked={chosen.includes(name)}
              onChange={(event) => { setChosen(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name)); }}
            />
            <bdi>{name}</bdi>
          </label>
        ))}
      </fieldset>
      <label className={styles.choice}>
        <input type="checkbox" checked={hasAccepted} onChange={(event) => { setHasAccepted(event.target.checked); }} />
        {text.accept}
      </label>
      {wrong !== undefined && <p className={styles.wrong} role="alert">{wrong}</p>}
      <p><Button look="filled" disabled={!hasAccepted || topics.value === undefined} onClick={() => void join()}>{text.join}</Button></p>
    </div>
  );
}
