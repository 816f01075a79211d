import type { ReactNode } from 'react';
import type { Preferences } from '../../api/types';
import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { Button, IconButton } from '../../ui/button';
import { icons } from '../../ui/icons';
import { plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import styles from './settings.module.css';

interface Props { onSignOut: () => void; onBack: () => void }

/** Few choices, each at work as soon as it is made. */
export function Settings({ onSignOut, onBack }: Props) {
  const { preferences, me } = useWorkspace();
  const chosen = useStore(preferences.server);
  const local = useStore(preferences.local);
  const change = async (next: Partial<Preferences>) => {
    if (!await preferences.change(next)) showNotice(words.settings.notSaved);
  };

  return (
    <main className={styles.page} data-pane="thread">
      <header className={styles.head}>
        <span className={styles.back}><IconButton label={words.thread.backShort} onClick={onBack}>{icons.back}</IconButton></span>
      </header>
      <div className={styles.body}>
        <h1 className={styles.title}>{words.settings.title}</h1>
        <Choices
          legend={words.settings.theme} name="theme" value={chosen.theme}
          options={[['system', words.settings.system], ['light', words.settings.light], ['dark', words.settings.dark]]}
          onChoose={(theme) => void change({ theme })}
        />
        <Choices
          legend={words.settings.density} name="density" value={chosen.density}
          options={[
            ['comfortable', words.settings.comfortable, words.settings.comfortableHint],
            ['compact', words.settings.compact, words.settings.compactHint],
          ]}
          onChoose={(density) => void change({ density })}
        />
        <Choices
          legend={words.settings.keys} name="keys" value={local.areKeysOn ? 'on' : 'off'} hint={words.settings.keysHint}
          options={[['on', words.settings.on], ['off', words.settings.off]]}
          onChoose={(next) => { preferences.choose({ areKeysOn: next === 'on' }); }}
        />
        <section className={styles.group}>
          <h2 className={styles.legend}>{words.settings.session}</h2>
          <p className={styles.hint}><bdi>{words.settings.signedInAs(plainName(me.name), me.email ?? '')}</bdi></p>
          <Button look="outlined" className={styles.signOut} onClick={onSignOut}>{words.settings.signOut}</Button>
        </section>
      </div>
    </main>
  );
}

interface ChoicesProps<T extends string> {
  legend: ReactNode;
  name: string;
  value: T;
  hint?: string;
  options: readonly (readonly [value: T, label: string, hint?: string])[];
  onChoose: (value: T) => void;
}

function Choices<T extends string>({ legend, name, value, hint, options, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {options.map(([one, label, about]) => (
        <label key={one} className={styles.option}>
          <input type="radio" name={name} checked={one === value} onChange={() => { onChoose(one); }} />
          <span>
            {label}
            {about !== undefined && <small className={styles.about}>{about}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
