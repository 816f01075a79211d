import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { Choices } from './choices';
import styles from './settings.module.css';
import { usePreferences } from './use-preferences';

/** The languages call themselves by their own names. */
const ownNames = { en: 'English', de: 'Deutsch' } as const;

export function LooksPage({ onSignOut }: { onSignOut: () => void }) {
  const { me } = useWorkspace();
  const [chosen, change] = usePreferences();
  return (
    <>
      <Choices
        legend={words.settings.language} name="language" value={chosen.language}
        options={[['auto', words.settings.auto], ['en', ownNames.en], ['de', ownNames.de]]}
        onChoose={(language) => { change({ language }); }}
      />
      <label className={styles.group}>
        <span className={styles.legend}>{words.settings.timeZone}</span>
        <select className={styles.select} value={chosen.timeZone} onChange={(event) => { change({ timeZone: event.target.value }); }}>
          <option value="auto">{words.settings.timeZoneAuto(new Intl.DateTimeFormat().resolvedOptions().timeZone)}</option>
          {Intl.supportedValuesOf('timeZone').map((zone) => <option key={zone} value={zone}>{zone}</option>)}
        </select>
      </label>
      <Choices
        legend={words.settings.theme} name="theme" value={chosen.theme}
        options={[['system', words.settings.system], ['light', words.settings.light], ['dark', words.settings.dark]]}
        onChoose={(theme) => { change({ theme }); }}
      />
      <Choices
        legend={words.settings.density} name="density" value={chosen.density}
        options={[
          ['comfortable', words.settings.comfortable, words.settings.comfortableHint],
          ['compact', words.settings.compact, words.settings.compactHint],
        ]}
        onChoose={(density) => { change({ density }); }}
      />
      <section className={styles.group}>
        <h2 className={styles.legend}>{words.settings.session}</h2>
        <p className={styles.hint}><bdi>{words.settings.signedInAs(plainName(me.name), me.email ?? '')}</bdi></p>
        <Button look="outlined" className={styles.signOut} onClick={onSignOut}>{words.settings.signOut}</Button>
      </section>
    </>
  );
}
