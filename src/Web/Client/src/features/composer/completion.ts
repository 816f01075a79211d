/** What is being asked for while writing: a ready-made answer after "/", a colleague after "@". Pure. */
import type { Employee } from '../../api/types';

export interface Completion {
  trigger: '/' | '@';
  query: string;
  /** Where the trigger stands. */
  from: number;
}

const queryMax = 40;

/** A trigger counts at the start of a word only, so that addresses and fractions ask for nothing. */
export function completionAt(text: string, caret: number, triggers: string): Completion | undefined {
  const before = text.slice(Math.max(0, caret - queryMax - 1), caret);
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const character = before[at] ?? '';
    if (character === '\n') return undefined;
    if (!triggers.includes(character)) continue;
    const isWordStart = at === 0 ? caret - before.length === 0 : /\s/u.test(before[at - 1] ?? '');
    if (!isWordStart) return undefined;
    const query = before.slice(at + 1);
    // One space is part of a name; two words and a space are a sentence.
    const spaces = query.match(/\s/gu)?.length ?? 0;
    if (query.startsWith(' ') || spaces > (character === '@' ? 1 : 0)) return undefined;
    return { trigger: character as Completion['trigger'], query, from: caret - query.length - 1 };
  }
  return undefined;
}

export function complete(text: string, caret: number, { from }: Completion, words: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + words + text.slice(caret), caret: from + words.length };
}

/** Those whose name stands behind an "@"; the longer name wins where one begins another. */
export function mentionsIn(text: string, employees: readonly Pick<Employee, 'id' | 'name'>[]): readonly string[] {
  let rest = text;
  const found: string[] = [];
  for (const { id, name } of employees.toSorted((a, b) => b.name.length - a.name.length)) {
    const sign = `@${name}`;
    if (name === '' || !rest.includes(sign)) continue;
    found.push(id);
    rest = rest.replaceAll(sign, '');
  }
  return found;
}

export type Variables = Readonly<Record<string, string>>;

/** Puts what is known in the place of each variable; what is not known stays, to be seen and mended. */
export function fillVariables(text: string, variables: Variables): string {
  return text.replace(/\{\{([\w.]+)\}\}/gu, (whole, name: string) => {
    const value = variables[name];
    return value === undefined || value === '' ? whole : value;
  });
}

/** Best first: those that begin with what was typed, then those that hold it. */
export function rank<T>(items: readonly T[], query: string, namesOf: (item: T) => readonly string[], max: number): readonly T[] {
  const wanted = query.toLocaleLowerCase();
  const score = (item: T) => Math.min(...namesOf(item).map((name) => {
    const at = name.toLocaleLowerCase().indexOf(wanted);
    return at < 0 ? 3 : at === 0 ? 0 : /\s/u.test(name[at - 1] ?? '') ? 1 : 2;
  }));
  return items.map((item) => ({ item, score: score(item) })).filter((one) => one.score < 3)
    .toSorted((a, b) => a.score - b.score).slice(0, max).map((one) => one.item);
}
