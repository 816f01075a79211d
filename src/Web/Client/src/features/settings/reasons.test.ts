import { expect, it } from 'vitest';
import { faultWords, sendingWords } from './reasons';

it('names the member that was at fault as the sender writes it', () => {
  expect(faultWords('sender-id-missing')).toBe('“sender.id” is missing');
  expect(faultWords('media-url-not-http')).toBe('“media.url” is no http address');
  expect(faultWords('text-too-long')).toBe('“text” is too long');
  expect(faultWords('not-an-object')).toBe('it is no JSON object');
});

it('shows a reason it does not know as it is', () => {
  expect(faultWords('of an older release')).toBe('of an older release');
  expect(sendingWords('something-new')).toBe('something-new');
});

it('says what the other end answered', () => {
  expect(sendingWords('http-404')).toBe('it answered 404');
  expect(sendingWords('dns-failed')).toBe('nobody knows this host name');
  expect(sendingWords(undefined)).toBe('it did not say why');
});
