/**
 * The words on the screen, in the reader's language. Plain, warm, short; who and what, verbs on buttons, nothing
 * blames. `words-of/GLOSSARY.md` says which word stands for what in each language. Other languages than English
 * are fetched when they are wanted; the name below is a live binding, so what is drawn after `setWords` speaks it.
 */
import { languageFor, setLocale, setTimeZone } from './locale';
import type { Language } from './locale';
import { english } from './words-of/en';
import type { Words } from './words-of/en';

export let words: Words = english;

export interface Speech { language: 'auto' | Language; timeZone: string }

let spoken: Speech | undefined;

/** Answers whether anything on screen must be drawn again. A language that cannot be fetched leaves what was. */
export async function speak(speech: Speech): Promise<boolean> {
  if (spoken?.language === speech.language && spoken.timeZone === speech.timeZone) return false;
  const language = languageFor(speech.language, navigator.languages);
  const next = language === 'de' ? (await import('./words-of/de')).german : english;
  spoken = { ...speech };
  words = next;
  setLocale(language, navigator.languages);
  setTimeZone(speech.timeZone === 'auto' ? undefined : speech.timeZone);
  document.documentElement.lang = language;
  return true;
}
