import { expect, it } from 'vitest';
import { customerName, inSentence, plainName } from './names';
import { words } from './words';

it('takes out what would turn the text around it', () => {
  expect(plainName('\u202Eevil\u202C \u2066x\u2069')).toBe('evil x');
});

it('isolates a name that reads from the right', () => {
  expect(inSentence('שרה')).toBe('\u2068שרה\u2069');
  expect(inSentence('Sara')).toBe('Sara');
});

it('never leaves a customer without something to call them', () => {
  expect(customerName({ name: '\u200B ', handle: '@a' })).toBe('@a');
  expect(customerName({ name: '', handle: null })).toBe(words.row.nameless);
});
