import { useStore } from '../../realtime/store';
import { useWorkspace } from '../../realtime/workspace';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import { Choices } from './choices';
import styles from './settings.module.css';
import { usePreferences } from './use-preferences';

const signOffMax = 200;
const shortMax = 30;

/** How one speaks to customers: at work with the next reply. */
export function VoicePage() {
  const { me, directory } = useWorkspace();
  const { channels } = useStore(directory.view);
  const [chosen, change] = usePreferences();
  const { signOff, shortSignOff, signOffs, nameShown } = chosen;
  const name = plainName(me.name);
  const shown = nameShown === 'full' ? name : name.split(' ', 1)[0] ?? name;
  const setOwn = (channel: string, value: string) => {
    const others = Object.entries(signOffs).filter(([id]) => id !== channel);
    change({ signOffs: Object.fromEntries(value === '' ? others : [...others, [channel, value]]) });
  };
  return (
    <>
      <p className={styles.hint}>{words.voice.about}</p>
      <label className={styles.group}>
        <span className={styles.legend}>{words.settings.signOff}</span>
        <span className={styles.hint}>{words.voice.signOffHint}</span>
        <textarea
          key={signOff} className={styles.signature} defaultValue={signOff} maxLength={signOffMax} rows={2} dir="auto"
          onBlur={(event) => { if (event.target.value.trim() !== signOff) change({ signOff: event.target.value.trim() }); }}
        />
      </label>
      <label className={styles.group}>
        <span className={styles.legend}>{words.voice.short}</span>
        <span className={styles.hint}>{words.voice.shortHint}</span>
        <LineField value={shortSignOff} max={shortMax} onChange={(next) => { change({ shortSignOff: next }); }} />
      </label>
      <Choices
        legend={words.voice.name} name="name-shown" value={nameShown}
        options={[['first', words.voice.first], ['full', words.voice.full]]}
        onChoose={(next) => { change({ nameShown: next }); }}
      />
      <p className={styles.hint}>{words.voice.nameHint(shown)}</p>
      {channels.length > 0 && (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{words.voice.channels}</legend>
          <p className={styles.hint}>{words.voice.channelsHint}</p>
          {channels.map((channel) => (
            <label key={channel.id} className={styles.group}>
              <span className={styles.about}><bdi>{plainName(channel.name)}</bdi></span>
              <LineField value={signOffs[channel.id] ?? ''} max={signOffMax} onChange={(next) => { setOwn(channel.id, next); }} />
            </label>
          ))}
        </fieldset>
      )}
      <section className={styles.group}>
        <h3 className={styles.legend}>{words.voice.preview}</h3>
        <p className={styles.about}>{words.voice.inPrivate(shown)}</p>
        <p className={styles.sample}>{`${words.voice.sample}${signOff === '' ? '' : `\n\n${signOff}`}`}</p>
        <p className={styles.about}>{words.voice.inPublic(shown)}</p>
        <p className={styles.sample}>{`${words.voice.sample}${shortSignOff === '' ? '' : ` ${shortSignOff}`}`}</p>
      </section>
    </>
  );
}

function LineField({ value, max, onChange }: { value: string; max: number; onChange: (value: string) => void }) {
  return (
    <input
      key={value} className={styles.signature} defaultValue={value} maxLength={max} dir="auto"
      onBlur={(event) => { if (event.target.value.trim() !== value) onChange(event.target.value.trim()); }}
    />
  );
}
