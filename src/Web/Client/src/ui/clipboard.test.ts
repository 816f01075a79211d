import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './clipboard';

afterEach(() => { vi.unstubAllGlobals(); });

it('says whether the words are on the clipboard', async () => {
  const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  expect(await copyText('x')).toBe(true);
  expect(writeText).toHaveBeenCalledWith('x');
  expect(await copyText('x')).toBe(false);
});

it('says no where there is no clipboard', async () => {
  vi.stubGlobal('navigator', {});
  expect(await copyText('x')).toBe(false);
});
