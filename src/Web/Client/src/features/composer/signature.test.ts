import { describe, expect, it } from 'vitest';
import { asSent } from '../../realtime/outgoing';
import { signatureFor } from './audience';

const voice = { signOff: 'Kind regards\nMara ', shortSignOff: '^MR', signOffs: { chat: '– Mara', c1: 'Yours, Mara' } };

describe('one\'s own voice', () => {
  it('is of the channel, else of its kind, else one\'s own, and short in public', () => {
    expect(signatureFor(voice, { channelId: 'c9', channelKind: 'webhook' }, 'private')).toBe('Kind regards\nMara');
    expect(signatureFor(voice, { channelId: 'c9', channelKind: 'chat' }, 'private')).toBe('– Mara');
    expect(signatureFor(voice, { channelId: 'c1', channelKind: 'chat' }, 'private')).toBe('Yours, Mara');
    expect(signatureFor(voice, { channelId: 'c1', channelKind: 'chat' }, 'public')).toBe('^MR');
    expect(signatureFor(voice, { channelId: 'c1', channelKind: 'chat' }, 'note')).toBe('');
  });

  it('is shown as the server will send it, once', () => {
    expect(asSent({ text: 'Hello \n', signature: '^MR', audience: 'public' })).toBe('Hello ^MR');
    expect(asSent({ text: 'Hello', signature: 'Mara', audience: 'private' })).toBe('Hello\n\nMara');
    expect(asSent({ text: 'Hello\n\nMara', signature: 'Mara', audience: 'private' })).toBe('Hello\n\nMara');
    expect(asSent({ text: 'Hello', audience: undefined })).toBe('Hello');
    expect(asSent({ text: '', signature: 'Mara', audience: 'private' })).toBe('');
  });
});
