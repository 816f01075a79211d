import { expect, it } from 'vitest';
import { Problem, Unreachable } from '../../api/http';
import { FieldError, wrongOf } from './wrong';

const has = (field: string) => ['name', 'email', 'replyUrl', 'text'].includes(field);
const problem = (slug: string, errors?: Record<string, string[]>) => new Problem(422, { type: `/problems/${slug}`, title: 'Something is wrong.', ...(errors ? { errors } : {}) });

it('says what is wrong at the field the server names', () => {
  expect([...wrongOf(problem('forbidden-url', { replyUrl: ['private-host'] }), has).fields]).toEqual([
    ['replyUrl', 'This address leads into a private network. Replies go to public ones only.'],
  ]);
  expect(wrongOf(problem('out-of-range', { name: ['must be one line that can be read'] }), has).fields.get('name')).toContain('One line');
});

it('knows the field of a refusal that names none', () => {
  expect([...wrongOf(problem('email-taken'), has).fields.keys()]).toEqual(['email']);
  expect([...wrongOf(problem('label-taken', { name: ["is another label's name"] }), has).fields]).toEqual([['name', 'Another label has this name.']]);
  expect([...wrongOf(problem('unknown-variable', { text: ['knows only …'] }), has).fields.keys()]).toEqual(['text']);
});

it('says over the whole form what is about none of its fields', () => {
  const { fields, whole } = wrongOf(problem('unknown-queue'), has);
  expect([fields.size, whole]).toEqual([0, 'This queue is not there any more.']);
  expect(wrongOf(problem('too-many'), has).whole).toBe('Not done: Something is wrong.');
  expect(wrongOf(new Unreachable('no'), has).whole).toBe('The server does not answer. Nothing was changed.');
});

it('takes a no of the page itself like one of the server', () => {
  expect([...wrongOf(new FieldError('name', 'Twice.'), has).fields]).toEqual([['name', 'Twice.']]);
});

it('lets a fault of the page rise', () => {
  expect(() => wrongOf(new TypeError('fault'), has)).toThrow('fault');
});
