import { text } from './form';

/** What was typed with commas between, none twice. */
export function listOf(form: FormData, name: string): string[] {
  return [...new Set(text(form, name).split(/[,\n]/u).map((one) => one.trim()).filter((one) => one !== ''))];
}
