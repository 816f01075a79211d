import { isValidElement } from 'react';
import { expect, it } from 'vitest';
import { linked, openable } from './safe-text';

const hrefs = (text: string) => linked(text).flatMap((part) => (isValidElement<{ href: string }>(part) ? [part.props.href] : []));

it('links http, https and mailto, without the full stop behind them', () => {
  expect(hrefs('See https://a.example/x?y=1. Or http://b.example, or mailto:c@d.example!'))
    .toEqual(['https://a.example/x?y=1', 'http://b.example/', 'mailto:c@d.example']);
});

it('never links what could run', () => {
  expect(hrefs('javascript:alert(1) data:text/html,<b> vbscript:x file:///etc/passwd blob:https://a.example/1')).toEqual(['https://a.example/1']);
  expect(openable('javascript:alert(1)')).toBeUndefined();
  expect(openable('JaVaScRiPt:alert(1)')).toBeUndefined();
  expect(openable(' data:text/html,x')).toBeUndefined();
});

it('loses no character of the text', () => {
  const text = 'a https://x.example/(b). c <i>';
  const plain = linked(text).map((part) => (isValidElement<{ children: string }>(part) ? part.props.children : String(part as string))).join('');
  expect(plain).toBe(text);
});
