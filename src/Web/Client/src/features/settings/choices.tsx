import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface ChoicesProps<T extends string> {
  legend: ReactNode;
  name: string;
  value: T;
  hint?: string;
  options: readonly (readonly [value: T, label: string, hint?: string])[];
  onChoose: (value: T) => void;
}

/** One of a few. */
export function Choices<T extends string>({ legend, name, value, hint, options, onChoose }: ChoicesProps<T>) {
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
