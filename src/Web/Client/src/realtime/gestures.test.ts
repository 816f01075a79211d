import { expect, test } from 'vitest';
import type { Entry } from '../api/types';
import { gestureMark, givenLately, openAsks } from './gestures';

const entry = (seq: number, kind: string, gestureId?: string): Entry =>
  ({ seq, at: '2026-11-22T10:00:00Z', kind, actor: { kind: 'employee', id: 'mara', name: 'Mara' }, data: gestureId === undefined ? {} : { gestureId } });

test('an ask is open until it is given or ended', () => {
  const asked = [entry(1, 'coSignAsked', 'a'), entry(2, 'coSignAsked', 'b'), entry(3, 'noteAdded')];
  expect(openAsks(asked).map((one) => one.data.gestureId)).toEqual(['a', 'b']);
  expect(openAsks([...asked, entry(4, 'gestureGranted', 'a'), entry(5, 'gestureReleased', 'b')])).toEqual([]);
});

test('every step of a gesture moves the mark, and nothing else does', () => {
  expect([gestureMark([entry(1, 'noteAdded')]), gestureMark([entry(1, 'gestureGranted', 'a'), entry(2, 'noteAdded')])]).toEqual([0, 1]);
});

test('of the last five that were given it is asked whether they were carried out', () => {
  const given = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => entry(index + 1, 'gestureGranted', id));
  expect(givenLately([...given, entry(7, 'gestureReleased', 'g')], undefined)).toEqual(['b', 'c', 'd', 'e', 'f']);
  expect([givenLately(given, 'mara').length, givenLately(given, 'jonas')]).toEqual([5, []]);
});
