import { expect, it } from 'vitest';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { CallError } from '../../../shared/contract/errors.ts';
import type { FilePart } from '../../../shared/contract/import-preview.ts';
import { bringFile } from './bring-file.ts';

const MEBIBYTE = 1024 ** 2;
const FULL: CallError = { code: 'disk-full', message: '' };

/** A backend that takes parts, up to this many. */
function taking(parts: FilePart[], atMost = Number.POSITIVE_INFINITY): Pick<BackendClient, 'call'> {
  const call = async (_: string, request: unknown): Promise<unknown> => {
    if (parts.length === atMost) return { ok: false, error: FULL };
    parts.push(request as FilePart);
    return { ok: true, value: null };
  };
  return { call: call as BackendClient['call'] };
}

const content = new Uint8Array(2 * MEBIBYTE + 5).map((_, at) => at % 251);
const file = new File([content], '1.changes');

it('brings every byte once, in order, and says how far it is', async () => {
  const parts: FilePart[] = [];
  const shares: number[] = [];
  expect(await bringFile(taking(parts), file, (fraction) => shares.push(fraction))).toBeNull();
  expect(parts.map(({ name, offset, size }) => [name, offset, size])).toEqual([
    ['1.changes', 0, content.length],
    ['1.changes', MEBIBYTE, content.length],
    ['1.changes', 2 * MEBIBYTE, content.length],
  ]);
  expect(Buffer.concat(parts.map(({ bytes }) => bytes)).equals(content)).toBe(true);
  expect(shares.map((share) => share.toFixed(2))).toEqual(['0.00', '0.50', '1.00']);
});

it('ends where the backend refuses a part, and says why', async () => {
  const parts: FilePart[] = [];
  expect(await bringFile(taking(parts, 1), file, () => undefined)).toBe(FULL);
  expect(parts).toHaveLength(1);
});
