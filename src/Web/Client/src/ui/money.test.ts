import { afterEach, expect, test } from 'vitest';
import { setLocale } from './locale';
import { minorOf, money, typed } from './money';

afterEach(() => { setLocale('en', []); });

test('an amount is written as the reader writes money, and without cents where there are none', () => {
  setLocale('en', []);
  expect([money(5000, 'EUR'), money(5050, 'EUR'), money(500, 'JPY')]).toEqual(['€50', '€50.50', 'JP¥500']);
  setLocale('de', []);
  expect(money(123450, 'EUR').replace(/\s/gu, ' ')).toBe('1.234,50 €');
});

test('what is typed becomes minor units, with a comma or a point', () => {
  expect([minorOf('50', 'EUR'), minorOf(' 50,5 ', 'EUR'), minorOf('50.50', 'EUR'), minorOf('500', 'JPY')]).toEqual([5000, 5050, 5050, 500]);
});

test('what is no amount is none', () => {
  expect(['', '0', '-5', '1.234,50', '50.505', 'fifty', '5 0'].map((text) => minorOf(text, 'EUR'))).toEqual(Array.from({ length: 7 }, () => undefined));
  expect(minorOf('5.5', 'JPY')).toBeUndefined();
});

test('what is suggested can be typed', () => {
  for (const minor of [5000, 5050, 1]) expect(minorOf(typed(minor, 'EUR'), 'EUR')).toBe(minor);
});
