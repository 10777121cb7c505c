import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { withResolution } from './png-resolution.ts';

it('a picture says how large it is on paper, and keeps everything else', async () => {
  const png = Uint8Array.from({ length: 80 }, (_, index) => index);
  const whole = await withResolution(png, 300);
  const view = new DataView(whole.buffer, 33, 21);
  expect([view.getUint32(0), view.getUint32(8), view.getUint32(12), view.getUint8(16)]).toEqual([9, 11_811, 11_811, 1]);
  expect(new TextDecoder().decode(whole.subarray(37, 41))).toBe('pHYs');
  expect(view.getUint32(17)).toBe(crc32(whole.subarray(37, 50)));
  expect([...whole.subarray(0, 33), ...whole.subarray(54)]).toEqual([...png]);
});
