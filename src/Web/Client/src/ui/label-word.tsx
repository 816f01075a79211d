import { use } from 'react';
import { LabelHues } from './label-hues';
import styles from './label-word.module.css';
import { plainName } from './names';

export const hues = [20, 60, 95, 150, 200, 250, 300, 345] as const;

/** A label: its words in quiet ink behind a dot, of the company's hue, or of one that is always the same for the same words. */
export function LabelWord({ label }: { label: string }) {
  const hue = use(LabelHues).get(label);
  return (
    <span className={styles.label} data-hue={hue === undefined ? hueOf(label) : hues[hue]}>
      <i aria-hidden="true" />
      <bdi>{plainName(label)}</bdi>
    </span>
  );
}

function hueOf(label: string): number {
  let sum = 0;
  for (const character of label) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return hues[sum % hues.length] ?? hues[0];
}
