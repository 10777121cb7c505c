import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { CodedError } from '../../../shared/contract/errors.ts';
import { DatabaseKey } from '../db/database-key.ts';
import type { Recovery, WrappedKey } from './keyring.ts';

/**
 * A recovery key is 128 random bits, written as eight groups of six digits. Each group is a 16-bit number times 11, so that a wrong digit
 * and two digits that changed places are found in their group.
 */
const GROUPS = 8;
const GROUP_DIGITS = 6;
const CHECK = 11;
const LARGEST_GROUP = 0xffff;

const CIPHER = 'aes-256-gcm';
const PURPOSE = 'street-command-center: recovery of office.db';
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const toHex = (bytes: Buffer): string => bytes.toString('hex');
const fromHex = (text: string): Buffer => Buffer.from(text, 'hex');

/** `123455-…`: as it is shown once, written down and printed. */
export function createRecoveryKey(): string {
  const bytes = randomBytes(GROUPS * 2);
  const groups = Array.from({ length: GROUPS }, (_, index) => bytes.readUInt16BE(index * 2) * CHECK);
  return groups.map((group) => String(group).padStart(GROUP_DIGITS, '0')).join('-');
}

function malformed(group: number): CodedError {
  return new CodedError('recovery-key-malformed', 'this is not how a recovery key is written', { group });
}

/** Reads what somebody typed: with or without hyphens and spaces, in digits of any width. @throws CodedError `recovery-key-malformed` with the group, from 1; 0 when their number is wrong */
function bytesOf(text: string): Buffer {
  const digits = text.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (!/^\d+$/.test(digits) || digits.length !== GROUPS * GROUP_DIGITS) throw malformed(0);
  const bytes = Buffer.alloc(GROUPS * 2);
  for (let index = 0; index < GROUPS; index += 1) {
    const group = Number(digits.slice(index * GROUP_DIGITS, (index + 1) * GROUP_DIGITS));
    if (group % CHECK !== 0 || group / CHECK > LARGEST_GROUP) throw malformed(index + 1);
    bytes.writeUInt16BE(group / CHECK, index * 2);
  }
  return bytes;
}

/** Whether both are the same key, however they are written. @throws CodedError `recovery-key-malformed` */
export function isSameRecoveryKey(one: string, other: string): boolean {
  return timingSafeEqual(bytesOf(one), bytesOf(other));
}

/** The recovery key is as random as a key has to be: nothing is won by making this slow. */
function wrappingKey(recoveryKey: string, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', bytesOf(recoveryKey), salt, PURPOSE, 32));
}

/** @throws CodedError `recovery-key-malformed` */
export function wrapKey(key: DatabaseKey, recoveryKey: string): WrappedKey {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, wrappingKey(recoveryKey, salt), nonce, { authTagLength: TAG_BYTES });
  const sealed = Buffer.concat([cipher.update(key.reveal()), cipher.final()]);
  return { salt: toHex(salt), nonce: toHex(nonce), sealed: toHex(sealed), tag: toHex(cipher.getAuthTag()) };
}

/** Null when it is another one's. */
function unwrapKey({ salt, nonce, sealed, tag }: WrappedKey, recoveryKey: string): DatabaseKey | null {
  const opening = wrappingKey(recoveryKey, fromHex(salt));
  try {
    const cipher = createDecipheriv(CIPHER, opening, fromHex(nonce), { authTagLength: TAG_BYTES }).setAuthTag(fromHex(tag));
    return DatabaseKey.of(Buffer.concat([cipher.update(fromHex(sealed)), cipher.final()]));
  } catch {
    // What the cipher says of a wrong key is nobody's business.
    return null;
  }
}

/** The key that this recovery key was made for. @throws CodedError `recovery-key-malformed`, `recovery-key-wrong` */
export function unwrapAnyKey(recoveries: readonly Recovery[], recoveryKey: string): DatabaseKey {
  bytesOf(recoveryKey);
  for (const { wrapped } of recoveries.toReversed()) {
    const key = unwrapKey(wrapped, recoveryKey);
    if (key !== null) return key;
  }
  throw new CodedError('recovery-key-wrong', 'this recovery key opens nothing here');
}
