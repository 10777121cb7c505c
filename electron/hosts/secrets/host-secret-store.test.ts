import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { SecretStore } from '../../backend/secrets/secret-store.ts';
import { openSecretStore } from './host-secret-store.ts';
import { KeyFileStore } from './key-file-store.ts';
import type { Keychain } from './keychain.ts';
import { SealedFiles } from './sealed-files.ts';

const SECRET = new Uint8Array(32).fill(0xa7);
const OTHER = new Uint8Array(32).fill(0x13);
const hasModes = process.platform !== 'win32';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scc-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A keychain as the system's behaves: opens what it sealed itself, and nothing while it is locked. */
class MemoryKeychain implements Keychain {
  isLocked = false;
  readonly #mask: number;

  constructor(mask = 0x5c) {
    this.#mask = mask;
  }

  protects = async (): Promise<boolean> => !this.isLocked;
  seal = async (secret: Uint8Array): Promise<Uint8Array> => new Uint8Array([this.#mask, ...secret.map((byte) => byte ^ this.#mask)]);
  unseal = async (sealed: Uint8Array): Promise<Uint8Array> => {
    if (this.isLocked || sealed[0] !== this.#mask) throw new CodedError('keychain-unavailable', 'locked');
    return sealed.slice(1).map((byte) => byte ^ this.#mask);
  };
}

const keyFolder = (): string => join(folder, 'config', 'keys');
const keyFile = (): string => join(keyFolder(), 'office-key.key');

function open(keychain: Keychain | null): Promise<SecretStore> {
  return openSecretStore({ keychain, sealed: new SealedFiles(join(folder, 'data', 'keys')), files: new KeyFileStore(keyFolder()) });
}

/** Names of all files under the folder that hold the secret as it is, in any spelling. */
function filesWithSecret(): readonly string[] {
  const spellings = [
    Buffer.from(SECRET),
    Buffer.from(Buffer.from(SECRET).toString('hex')),
    Buffer.from(Buffer.from(SECRET).toString('base64')),
  ];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter((entry) => spellings.some((spelling) => readFileSync(join(entry.parentPath, entry.name)).includes(spelling)))
    .map(({ name }) => name);
}

describe('secrets without a keychain', () => {
  it('lie in files of this user alone, last, and are gone when they are deleted', async () => {
    const store = await open(null);
    expect([store.protection, await store.read('office-key')]).toEqual(['key-file', null]);
    await store.write('office-key', OTHER);
    await store.write('office-key', SECRET);
    const again = await open(null);
    expect(await again.read('office-key')).toEqual(SECRET);
    expect(await again.read('replica-key')).toBeNull();
    if (hasModes) expect([statSync(keyFolder()).mode & 0o777, statSync(keyFile()).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(readdirSync(keyFolder())).toEqual(['office-key.key']);
    await again.delete('office-key');
    expect(await again.read('office-key')).toBeNull();
  });

  it.runIf(hasModes).each([
    ['file', 0o640],
    ['file', 0o604],
    ['folder', 0o750],
    ['folder', 0o707],
  ])('are refused when others could have read or replaced them: %s %o', async (kind, mode) => {
    await (await open(null)).write('office-key', SECRET);
    const path = kind === 'file' ? keyFile() : keyFolder();
    chmodSync(path, mode);
    const refused = { code: 'key-file-exposed', details: { path, mode: mode.toString(8) } };
    await expect((await open(null)).read('office-key')).rejects.toMatchObject(refused);
    if (kind === 'folder') await expect((await open(null)).write('office-key', SECRET)).rejects.toMatchObject(refused);
    chmodSync(path, kind === 'file' ? 0o600 : 0o700);
    expect(await (await open(null)).read('office-key')).toEqual(SECRET);
  });

  it.runIf(hasModes)('are not read through a link that somebody put there', async () => {
    mkdirSync(keyFolder(), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, 'elsewhere'), SECRET, { mode: 0o600 });
    symlinkSync(join(folder, 'elsewhere'), keyFile());
    await expect((await open(null)).read('office-key')).rejects.toMatchObject({ code: 'key-file-exposed' });
  });

  it('say that they cannot be kept', async () => {
    writeFileSync(join(folder, 'config'), 'a file where the folder should be');
    await expect((await open(null)).write('office-key', SECRET)).rejects.toMatchObject({
      code: 'secret-store-unwritable',
      details: { path: keyFolder() },
    });
  });
});

describe('secrets with a keychain', () => {
  it('lie sealed beside the data and nowhere else', async () => {
    const store = await open(new MemoryKeychain());
    await store.write('office-key', SECRET);
    expect([store.protection, await store.read('office-key'), filesWithSecret(), existsSync(keyFolder())]).toEqual([
      'keychain',
      SECRET,
      [],
      false,
    ]);
  });

  it('say so when it does not open, or is another one, or cannot be reached', async () => {
    const keychain = new MemoryKeychain();
    await (await open(keychain)).write('office-key', SECRET);
    keychain.isLocked = true;
    for (const other of [keychain, new MemoryKeychain(0x11), null])
      await expect((await open(other)).read('office-key')).rejects.toMatchObject({ code: 'keychain-unavailable' });
  });

  it('move out of the key file as soon as there is one', async () => {
    await (await open(null)).write('office-key', SECRET);
    const store = await open(new MemoryKeychain());
    expect(await store.read('office-key')).toEqual(SECRET);
    expect([filesWithSecret(), await store.read('office-key')]).toEqual([[], SECRET]);
  });

  it('are replaced by what was kept while it did not open', async () => {
    const keychain = new MemoryKeychain();
    await (await open(keychain)).write('office-key', OTHER);
    keychain.isLocked = true;
    await (await open(keychain)).write('office-key', SECRET);
    keychain.isLocked = false;
    expect(await (await open(keychain)).read('office-key')).toEqual(SECRET);
    expect(filesWithSecret()).toEqual([]);
  });
});
