import { use } from 'react';
import { LabelHues } from './label-hues';

/** The company's labels, offered while one is typed: `list` of the field names this. */
export function LabelChoices({ id }: { id: string }) {
  const known = use(LabelHues);
  return <datalist id={id}>{[...known.keys()].map((label) => <option key={label} value={label} />)}</datalist>;
}
