import { useState } from 'react';
import { Button } from '../../ui/button';
import { sound } from '../../ui/sound';
import { words } from '../../ui/words';
import { Choices } from './choices';
import styles from './settings.module.css';
import { usePreferences } from './use-preferences';

/** How one is told of what must not be missed, and when not. */
export function NoticesPage() {
  const [chosen, change] = usePreferences();
  const [isBlocked, setIsBlocked] = useState(() => 'Notification' in window && Notification.permission === 'denied');
  const hasQuiet = chosen.quietFrom !== null && chosen.quietTo !== null;

  const allow = async (isOn: boolean) => {
    if (isOn && await Notification.requestPermission() !== 'granted') {
      setIsBlocked(true);
      return;
    }
    setIsBlocked(false);
    change({ browserNotices: isOn });
  };
  const setQuiet = (from: string, to: string) => {
    if (from !== '' && to !== '' && from !== to) change({ quietFrom: from, quietTo: to });
  };

  return (
    <>
      <div className={styles.group}>
        <Choices
          legend={words.settings.sound} name="sound" value={chosen.sound ? 'on' : 'off'} hint={words.settings.soundHint}
          options={[['on', words.settings.on], ['off', words.settings.off]]} onChoose={(next) => { change({ sound: next === 'on' }); }}
        />
        <Button look="outlined" onClick={() => { sound(true); }}>{words.settings.soundTest}</Button>
      </div>
      {'Notification' in window && (
        <div className={styles.group}>
          <Choices
            legend={words.settings.browser} name="browser" value={chosen.browserNotices ? 'on' : 'off'} hint={words.settings.browserHint}
            options={[['on', words.settings.on], ['off', words.settings.off]]} onChoose={(next) => void allow(next === 'on')}
          />
          {isBlocked && <p className={styles.refusal} role="alert">{words.settings.browserBlocked}</p>}
        </div>
      )}
      <div className={styles.group}>
        <Choices
          legend={words.settings.quiet} name="quiet" value={hasQuiet ? 'on' : 'off'} hint={words.settings.quietHint}
          options={[['on', words.settings.on], ['off', words.settings.off]]}
          onChoose={(next) => { change(next === 'on' ? { quietFrom: '20:00', quietTo: '08:00' } : { quietFrom: null, quietTo: null }); }}
        />
        {hasQuiet && (
          <p className={styles.times}>
            <label>{words.settings.quietFrom} <input
              className={styles.select} type="time" value={chosen.quietFrom ?? ''}
              onChange={(event) => { setQuiet(event.target.value, chosen.quietTo ?? ''); }}
            /></label>
            <label>{words.settings.quietTo} <input
              className={styles.select} type="time" value={chosen.quietTo ?? ''}
              onChange={(event) => { setQuiet(chosen.quietFrom ?? '', event.target.value); }}
            /></label>
          </p>
        )}
      </div>
    </>
  );
}
