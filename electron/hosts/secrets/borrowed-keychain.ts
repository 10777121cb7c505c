import { type ChildProcess, spawn } from 'node:child_process';
import { CodedError } from '../../../shared/contract/errors.ts';
import { KEYCHAIN_ONLY_SWITCH, type ToHost } from '../../../shared/host/supervision.ts';
import { applicationFolders } from '../application-folders.ts';
import type { Keychain } from './keychain.ts';
import { ParentKeychain } from './parent-keychain.ts';

/** Set by the scripts where there is an Electron. */
const ELECTRON_VARIABLE = 'COMMAND_CENTER_ELECTRON';
/** A keychain may ask its user for a password first. */
const OPENING_LIMIT_MS = 60_000;

function closed(cause?: unknown): CodedError {
  return new CodedError('keychain-unavailable', 'no Electron could open the keychain', {}, { cause });
}

/** Without a display Chromium draws nothing, and root has no sandbox: neither is needed to open a keychain. */
function switches(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const hasDisplay = (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  return ['--disable-gpu', ...(hasDisplay ? [] : ['--ozone-platform=headless']), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}

/**
 * The keychain as a host of plain Node reaches it: through Electron, started for as long as it takes to unseal one secret. Nothing is sealed by it:
 * a secret that is written without a window lies in a key file until there is one.
 */
class BorrowedKeychain implements Keychain {
  readonly #electron: string;
  readonly #dataFolder: string;

  constructor(electron: string, dataFolder: string) {
    this.#electron = electron;
    this.#dataFolder = dataFolder;
  }

  async protects(): Promise<boolean> {
    return false;
  }

  async seal(): Promise<Uint8Array> {
    throw closed();
  }

  async unseal(sealed: Uint8Array): Promise<Uint8Array> {
    const values = [...switches(), applicationFolders().root, KEYCHAIN_ONLY_SWITCH, '--data', this.#dataFolder];
    const child = spawn(this.#electron, values, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], timeout: OPENING_LIMIT_MS });
    const ended = new Promise<never>((_, reject) => {
      child.once('error', (error) => reject(closed(error)));
      child.once('exit', () => reject(closed()));
    });
    try {
      return await Promise.race([askWhenReady(child, sealed), ended]);
    } finally {
      if (child.connected) child.disconnect();
      ended.catch(() => undefined);
    }
  }
}

/** Electron says first that it listens. */
function askWhenReady(child: ChildProcess, sealed: Uint8Array): Promise<Uint8Array> {
  const keychain = new ParentKeychain((message) => void child.send(message));
  return new Promise((resolve, reject) => {
    child.once('message', () => {
      child.on('message', (message: ToHost) => keychain.receive(message));
      keychain.unseal(sealed).then(resolve, reject);
    });
  });
}

/** Null where no Electron was found. */
export function borrowKeychain(dataFolder: string): Keychain | null {
  const electron = process.env[ELECTRON_VARIABLE] ?? '';
  return electron === '' ? null : new BorrowedKeychain(electron, dataFolder);
}
