/** What is wrong with what was typed, at the field where it was typed. */
import { Problem, isTransient } from '../../api/http';
import { words } from '../../ui/words';

/** A "no" of the page itself, before anything was sent. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, sentence: string) {
    super(sentence);
    this.field = field;
  }
}

export interface Wrong { fields: ReadonlyMap<string, string>; whole: string | undefined }

export const nothingWrong: Wrong = { fields: new Map(), whole: undefined };

/** Which field a refusal is about that does not say so itself. */
const places: Readonly<Record<string, string>> = {
  'email-taken': 'email', 'label-taken': 'name', 'topic-taken': 'name', 'unknown-variable': 'text', 'empty-text': 'text', 'text-too-long': 'text', 'unknown-queue': 'queue', 'unknown-employee': 'employee',
};

/** `has` tells whether the form has such a field: what is said of any other stands over the whole. */
export function wrongOf(error: unknown, has: (field: string) => boolean): Wrong {
  if (error instanceof FieldError) return { fields: new Map([[error.field, error.message]]), whole: undefined };
  if (isTransient(error)) return { fields: new Map(), whole: words.done.unreachable };
  if (!(error instanceof Problem)) throw error;
  const said = Object.entries(error.errors).map(([member, sentences]) => [member, sentenceOf(error.slug, member, sentences[0] ?? '')] as const);
  const place = places[error.slug];
  const fields = new Map(said.length === 0 && place !== undefined ? [[place, sentenceOf(error.slug, place, '')] as const] : said);
  const elsewhere = [...fields].filter(([field]) => !has(field));
  for (const [field] of elsewhere) fields.delete(field);
  if (fields.size > 0) return { fields, whole: undefined };
  return { fields, whole: elsewhere[0]?.[1] ?? words.done.refused(error.message.replace(/\.$/u, '')) };
}

function sentenceOf(slug: string, member: string, sentence: string): string {
  const { reasons, slugs, members } = words.wrong as Readonly<Record<'reasons' | 'slugs' | 'members', Readonly<Record<string, string | undefined>>>>;
  return reasons[sentence] ?? slugs[slug] ?? members[member] ?? words.wrong.other;
}
