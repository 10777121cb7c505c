import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatabaseKey } from '../db/database-key.ts';
import type { Recovery } from './keyring.ts';
import { createRecoveryKey, isSameRecoveryKey, unwrapAnyKey, wrapKey } from './recovery-key.ts';

const fullWidth = (text: string): string => text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

function recoveryOf(key: DatabaseKey, recoveryKey: string): Recovery {
  return { keyId: key.id, madeAtMs: 1, wrapped: wrapKey(key, recoveryKey) };
}

describe('a recovery key', () => {
  it('is eight groups of six digits, another one every time', () => {
    const keys = Array.from({ length: 200 }, createRecoveryKey);
    for (const key of keys) expect(key).toMatch(/^\d{6}(-\d{6}){7}$/);
    expect(new Set(keys).size).toBe(200);
  });

  it('opens the key that it was made for, however its groups are typed', () => {
    const key = DatabaseKey.random();
    const recoveryKey = createRecoveryKey();
    const recoveries = [
      recoveryOf(DatabaseKey.random(), createRecoveryKey()),
      recoveryOf(key, recoveryKey),
      recoveryOf(DatabaseKey.random(), createRecoveryKey()),
    ];
    const spellings = [
      recoveryKey,
      recoveryKey.replaceAll('-', ''),
      ` ${recoveryKey.replaceAll('-', '\n')} `,
      fullWidth(recoveryKey),
      recoveryKey.replaceAll('-', '－'),
    ];
    for (const spelling of spellings) expect(unwrapAnyKey(recoveries, spelling).id).toBe(key.id);
    expect(spellings.every((spelling) => isSameRecoveryKey(recoveryKey, spelling))).toBe(true);
    expect(JSON.stringify(recoveries)).not.toContain(recoveryKey.slice(0, 6));
  });

  it('is told from every other one', () => {
    const recoveries = [recoveryOf(DatabaseKey.random(), createRecoveryKey())];
    expect(() => unwrapAnyKey(recoveries, createRecoveryKey())).toThrow(expect.objectContaining({ code: 'recovery-key-wrong' }));
    expect(() => unwrapAnyKey([], createRecoveryKey())).toThrow(expect.objectContaining({ code: 'recovery-key-wrong' }));
  });

  it('shows the group in which a digit is wrong or two changed places', () => {
    const anyKey = fc.constant(null).map(createRecoveryKey);
    const slip = fc.record({
      key: anyKey,
      group: fc.integer({ min: 0, max: 7 }),
      at: fc.integer({ min: 0, max: 4 }),
      by: fc.integer({ min: 1, max: 9 }),
      swaps: fc.boolean(),
    });
    fc.assert(
      fc.property(slip, ({ key, group, at, by, swaps }) => {
        const groups = key.split('-');
        const digits = [...(groups[group] ?? '')];
        const [one = '', other = ''] = [digits[at], digits[at + 1]];
        fc.pre(!swaps || one !== other);
        if (swaps) digits.splice(at, 2, other, one);
        else digits[at] = String((Number(one) + by) % 10);
        groups[group] = digits.join('');
        const wrong = expect.objectContaining({ code: 'recovery-key-malformed', details: { group: group + 1 } });
        expect(() => unwrapAnyKey([], groups.join('-'))).toThrow(wrong);
      }),
    );
  });

  it.each(['', '123', `${createRecoveryKey()}0`, createRecoveryKey().replace(/\d$/, 'x'), '恢复密钥'])('says that “%s” is none', (text) => {
    const wrong = expect.objectContaining({ code: 'recovery-key-malformed', details: { group: 0 } });
    expect(() => unwrapAnyKey([], text)).toThrow(wrong);
  });

  it('opens nothing that was touched', () => {
    const key = DatabaseKey.random();
    const recoveryKey = createRecoveryKey();
    const { wrapped, ...rest } = recoveryOf(key, recoveryKey);
    for (const part of ['salt', 'nonce', 'sealed', 'tag'] as const) {
      const last = Number.parseInt(wrapped[part].slice(-1), 16);
      const touched = { ...wrapped, [part]: wrapped[part].slice(0, -1) + (last ^ 1).toString(16) };
      expect(() => unwrapAnyKey([{ ...rest, wrapped: touched }], recoveryKey)).toThrow(
        expect.objectContaining({ code: 'recovery-key-wrong' }),
      );
    }
  });
});
