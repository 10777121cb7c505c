import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HostFailedError } from '../../../shared/host/host-failure.ts';

const FOLDER = 'secrets';
const BOOK = 'passwords.json';
const passwords = z.record(z.string(), z.string());

function writeSecret(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/**
 * Passwords of the platform's roles, in a folder that only this user can open. They stay the same from run to run; each role's also lies in a file
 * of its own, to be handed to a station, and comes back at the next start when the station has taken it.
 */
export class PlatformSecrets {
  readonly #folder: string;
  readonly #passwords: Map<string, string>;

  private constructor(folder: string, known: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#passwords = new Map(Object.entries(known));
  }

  /** @throws HostFailedError `platform-secrets-missing` where data are there and their passwords are not */
  static open(dataFolder: string, hasData: boolean): PlatformSecrets {
    const folder = join(dataFolder, FOLDER);
    const path = join(folder, BOOK);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      return new PlatformSecrets(folder, passwords.parse(JSON.parse(readFileSync(path, 'utf8'))));
    } catch (cause) {
      if (hasData) throw new HostFailedError('platform-secrets-missing', { path }, { cause });
      return new PlatformSecrets(folder, {});
    }
  }

  /** The role's password; made and written down when there is none. */
  passwordOf(role: string): string {
    const known = this.#passwords.get(role);
    if (known !== undefined) return known;
    const made = randomBytes(24).toString('base64url');
    this.#passwords.set(role, made);
    writeSecret(join(this.#folder, BOOK), JSON.stringify(Object.fromEntries(this.#passwords)));
    return made;
  }

  /** Path of a file that holds the role's password and nothing else. */
  fileOf(role: string): string {
    const path = join(this.#folder, role);
    writeSecret(path, this.passwordOf(role));
    return path;
  }
}
