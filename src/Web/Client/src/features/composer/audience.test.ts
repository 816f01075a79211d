import { expect, it } from 'vitest';
import type { Entry, Summary } from '../../api/types';
import { audiencesOf, isBlank, lengthOf, nextMode, usualMode } from './audience';

const message = (visibility: 'public' | 'private') => ({ kind: 'messageReceived', data: { visibility } }) as Entry;
const summary = (visibility: 'public' | 'private') => ({ visibility }) as Summary;

it('offers only who this thread was written for', () => {
  expect(audiencesOf(summary('private'), [message('private')])).toEqual(['private']);
  expect(audiencesOf(summary('private'), [message('public'), message('private')])).toEqual(['public', 'private']);
});

it('answers where the customer spoke last', () => {
  expect(usualMode(summary('public'), [message('public'), message('private')])).toBe('private');
});

it('goes round the audiences', () => {
  expect(nextMode(['public', 'private', 'note'], 'note')).toBe('public');
});

it('counts code points and knows words that are not there', () => {
  expect(lengthOf('a👩‍👧')).toBe(4);
  expect([isBlank(' \n\u200B\u2800'), isBlank('.')]).toEqual([true, false]);
});
