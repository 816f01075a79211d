/**
 * Names come from outside. Characters that turn the direction of what stands around them are taken out, and
 * a name that reads from the right is isolated, so that no name can rearrange a sentence about it.
 */
import { words } from './words';

// Marks, embeddings, overrides and isolates of direction; and what has no width at all.
const steering = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const control = /\p{Cc}+/gu;
const fromTheRight = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/u;
const nameMax = 80;
const shortNameMax = 24;

/** Whether there is anything to be seen in a text. */
export function isInvisible(text: string): boolean {
  return text.replace(steering, '').replace(control, '').trim() === '';
}

export function plainName(name: string | null | undefined): string {
  const clean = (name ?? '').replace(control, ' ').replace(steering, '').trim();
  return bounded(clean, nameMax);
}

function bounded(text: string, max: number): string {
  return text.length > max ? `${[...text].slice(0, max).join('')}…` : text;
}

/** For use inside a sentence. */
export function inSentence(name: string): string {
  return fromTheRight.test(name) ? `\u2068${name}\u2069` : name;
}

export interface Named { name?: string | null; handle?: string | null }

/** What to call a customer: the name, else the handle, else honestly nobody we can name. */
export function customerName(customer: Named): string {
  return plainName(customer.name) || plainName(customer.handle) || words.row.nameless;
}

/** The short form for buttons and questions: the first word of a name. */
export function firstName(customer: Named): string {
  const name = plainName(customer.name);
  const first = name.split(/\s+/u)[0] ?? '';
  return inSentence(bounded(first || plainName(customer.handle), shortNameMax) || words.composer.customer);
}
