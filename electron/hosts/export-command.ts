import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from '../../shared/city/city.ts';
import { formatDateTime } from '../../shared/domain/time.ts';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import type { Language } from '../../shared/contract/daily-report.ts';
import { type ChangeFileMessage, changeFileMessage } from '../../shared/i18n/change-file-messages.ts';
import { loadCity } from '../backend/city/load-city.ts';
import { systemClock } from '../backend/clock.ts';
import type { VerifiedFile } from '../backend/sources/file/change-file.ts';
import { type Exported, exportChanges } from '../backend/sources/file/export-changes.ts';
import { FileFault } from '../backend/sources/file/file-fault.ts';
import { verifyFile } from '../backend/sources/file/read-file.ts';
import { keyId, makeKeyPair, signingKey } from '../backend/sources/file/signing-keys.ts';
import { createNatsSource } from '../backend/sources/nats/nats-source.ts';
import { applicationFolders, assertCityPresent } from './application-folders.ts';
import { type ExportFileOptions, parseExportOptions } from './change-files/export-options.ts';
import { runCommand } from './run-command.ts';
import { readSecretFile } from './secret-file.ts';
import { stopSignal } from './stop-signal.ts';

/** `npm run export-changes`: a signed file of what a relay has for one area, for a station that no network reaches. */
type Say = (message: ChangeFileMessage, details?: Readonly<Record<string, string | number>>) => void;

function makeKey(folder: string): void {
  const { privatePem, publicPem } = makeKeyPair();
  const paths = { private: join(folder, 'export.pem'), public: join(folder, 'export.pub.pem') };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Never over another: files signed with that one would be believed no longer.
    writeFileSync(paths.private, privatePem, { mode: 0o600, flag: 'wx' });
    writeFileSync(paths.public, publicPem, { flag: 'wx' });
  } catch (cause) {
    throw new HostFailedError('output-not-writable', { path: folder }, { cause });
  }
}

function readSigningKey(path: string): KeyObject {
  const pem = readSecretFile(path);
  try {
    return signingKey(pem ?? '');
  } catch (cause) {
    throw new HostFailedError('key-file-unreadable', { path }, { cause });
  }
}

/** The file before has to be one of ours: what does not follow from it would follow from nothing. */
async function readPrevious({ previousPath, source }: ExportFileOptions, city: City, key: KeyObject): Promise<VerifiedFile | null> {
  if (previousPath === null) return null;
  const publicKey = createPublicKey(key);
  const trust = { keys: new Map([[keyId(publicKey), publicKey]]), areaCode: source.areaCode, cityVersion: city.version };
  try {
    return await verifyFile(previousPath, trust);
  } catch (cause) {
    const reason = cause instanceof FileFault ? cause.code : 'file-malformed';
    throw new HostFailedError('change-file-refused', { path: previousPath, reason }, { cause });
  }
}

async function exportFile(options: ExportFileOptions): Promise<Exported> {
  const { source, path, untilMs } = options;
  const folders = applicationFolders();
  assertCityPresent(folders);
  const city = await loadCity(folders.city);
  const key = readSigningKey(options.keyFile);
  const previous = await readPrevious(options, city, key);
  const credentials = source.credentialsFile === null ? '' : (readSecretFile(source.credentialsFile) ?? '');
  const { target, areaCode } = source;
  const nats = createNatsSource({
    target,
    areaCode,
    city,
    clock: systemClock,
    readCredentials: async () => credentials,
    // Where somebody was a second ago is of no use in a file that is carried, and would empty what its station has.
    withPositions: false,
  });
  const exporting = {
    source: nats,
    areaCode,
    cityVersion: city.version,
    previous,
    untilMs: untilMs ?? systemClock.now(),
    path,
    key,
    now: () => systemClock.now(),
  };
  return exportChanges(
    exporting,
    stopSignal(() => undefined),
  );
}

async function main(values: readonly string[], language: Language): Promise<void> {
  const say: Say = (message, details) => void process.stdout.write(`${changeFileMessage(message, language, details)}\n`);
  const options = parseExportOptions(values);
  if (options.kind === 'make-key') {
    makeKey(options.folder);
    say('keysMade', { path: options.folder });
    return;
  }
  const { kind, number, rows, toMs } = await exportFile(options);
  say(kind === 'snapshot' ? 'exportedSnapshot' : 'exported', { number, rows, path: options.path, moment: formatDateTime(toMs) });
}

process.exit(await runCommand(process.argv.slice(2), main));
