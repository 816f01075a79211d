import { expect, it } from 'vitest';
import { complete, completionAt, fillVariables, mentionsIn, rank } from './completion';

const at = (text: string, triggers = '/@') => completionAt(text, text.length, triggers);

it('asks at the start of a word only', () => {
  expect(at('/ref')).toEqual({ trigger: '/', query: 'ref', from: 0 });
  expect(at('Dear @Jonas W')).toEqual({ trigger: '@', query: 'Jonas W', from: 5 });
  expect(at('half 1/2')).toBeUndefined();
  expect(at('grace@example.com')).toBeUndefined();
  expect(at('@Jonas please look')).toBeUndefined();
  expect(at('/refund\n')).toBeUndefined();
  expect(at('/x', '@')).toBeUndefined();
});

it('puts the words in the place of what was typed', () => {
  const text = 'Dear /ref and so on';
  const completion = completionAt(text, 9, '/');
  expect(completion && complete(text, 9, completion, 'REFUND')).toEqual({ text: 'Dear REFUND and so on', caret: 11 });
});

it('finds who is mentioned, the longer name first', () => {
  const people = [{ id: '1', name: 'Ana' }, { id: '2', name: 'Ana Lima' }, { id: '3', name: 'Tom' }];
  expect(mentionsIn('@Ana Lima could you look', people)).toEqual(['2']);
  expect(mentionsIn('@Ana and @Ana Lima', people)).toEqual(['2', '1']);
  expect(mentionsIn('Tom knows', people)).toEqual([]);
});

it('fills what it knows and leaves what it does not', () => {
  expect(fillVariables('Dear {{customer.firstName}}, {{queue.name}}', { 'customer.firstName': 'Grace' })).toBe('Dear Grace, {{queue.name}}');
});

it('ranks what begins with the words before what holds them', () => {
  const names = ['Later refund', 'Prerefund', 'Refund'];
  expect(rank(names, 'ref', (name) => [name], 2)).toEqual(['Refund', 'Later refund']);
});
