import type { Logger } from 'pino';
import { CodedError } from '../../shared/contract/errors.ts';
import type { SourceSettings } from '../../shared/contract/source-settings.ts';
import type { OfficeLock } from '../../shared/contract/office-security.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { shiftedClock } from '../backend/clock.ts';
import { inBackupWorker } from '../backend/db/office/backups/backup-carrier.ts';
import { OfficeAccess } from '../backend/keys/office-access.ts';
import { holdReplicaKey } from '../backend/keys/station-keys.ts';
import { createLockedApi } from '../backend/locked-api.ts';
import type { ReportPrinter } from '../backend/reports/report-printer.ts';
import { inWorker } from '../backend/replication/thread/carrier.ts';
import { type Backend, type BackendDeps, createBackend } from '../backend/service.ts';
import { SavedSource } from '../backend/sources/settings/saved-source.ts';
import { SourceKeeper } from '../backend/sources/settings/source-keeper.ts';
import { settingsOfTarget } from '../backend/sources/settings/source-targets.ts';
import { applicationFolders, assertCityPresent, programVersion, replicationEntries, threadFile } from './application-folders.ts';
import type { HostOptions } from './host-options.ts';
import type { Keychain } from './secrets/keychain.ts';
import { openStationSecrets, type StationSecrets } from './secrets/station-secrets.ts';
import { stationFiles, stationIdOf, stationSource } from './station-source.ts';

/** A window that is opened with the application shows its map by then, on two cores without a GPU. */
const WINDOWS_FIRST_MS = 2000;

export interface HostParts {
  readonly printer: ReportPrinter | null;
  readonly log: Logger;
  /** Null where nothing of this host can reach the system's. */
  readonly keychain: Keychain | null;
  /** Another source was set in the window: this backend is to be closed, and another opened. Null where there is no window to set one in. */
  readonly onSourceSaved: (() => void) | null;
  /** Serves what asks the user how to open the office's data; null where there is no user to ask. Nothing is open then. */
  readonly onLocked: ((served: ServedApi) => void) | null;
}

/** Asks until something is decided that could be done. @throws CodedError `office-locked` or `office-damaged` when nobody can be asked */
async function decided(access: OfficeAccess, lock: OfficeLock, { onLocked, log }: HostParts): Promise<void> {
  if (onLocked === null) {
    const code = lock.reason === 'damaged' || lock.reason === 'keychain-unavailable' ? lock.reason : 'key';
    throw new CodedError(LOCK_FAILURES[code], `office.db does not open: ${lock.reason}`);
  }
  log.warn({ reason: lock.reason }, 'office.db does not open');
  await new Promise<void>((done) => {
    onLocked(
      createLockedApi({
        lock,
        recover: async (recovery, user) => {
          await access.recover(recovery, user);
          log.info({ way: recovery.way }, 'office.db: decided');
          // The answer goes out before its client is shown out.
          setImmediate(done);
        },
        onInternalError: (call, error) => log.error({ err: error, call }, 'call failed'),
      }),
    );
  });
}

const LOCK_FAILURES = { damaged: 'office-damaged', 'keychain-unavailable': 'keychain-unavailable', key: 'office-locked' } as const;

type FixedDeps = Omit<BackendDeps, 'security' | 'sourceSpec' | 'sourceKeeper'>;

function fixedDeps(options: HostOptions, { printer, log }: HostParts): FixedDeps {
  const folders = applicationFolders();
  assertCityPresent(folders);
  return {
    dataFolder: options.dataFolder,
    cityFolder: folders.city,
    sourceWaitMs: WINDOWS_FIRST_MS,
    replication: inWorker(replicationEntries(folders), options.clockShiftMs),
    backups: inBackupWorker(threadFile(folders, 'backup')),
    onOfficeDamaged: () => {
      log.fatal('office.db was found damaged: starting again restores it');
      log.flush(() => process.exit(1));
    },
    programVersion: programVersion(folders),
    clock: shiftedClock(options.clockShiftMs),
    printer,
    log,
  };
}

/** The source as the command line names it, else as the office set it in its window, else the simulated city; and who changes it. */
async function sourceOf(
  { source, preset, seed, dataFolder }: HostOptions,
  station: StationSecrets,
  onSaved: (() => void) | null,
): Promise<Pick<BackendDeps, 'sourceSpec' | 'sourceKeeper' | 'mayLackArea'>> {
  const saved = new SavedSource(dataFolder);
  const named = source?.kind === 'file' ? stationFiles(source, dataFolder) : source;
  const current: SourceSettings = named === null ? (saved.read() ?? { kind: 'simulated' }) : settingsOfTarget(named);
  const keeper = new SourceKeeper({
    dataFolder,
    saved,
    secrets: station.secrets,
    stationId: stationIdOf(station),
    current,
    isFromCommandLine: source !== null,
    onSaved: onSaved ?? (() => undefined),
  });
  const sourceKeeper = onSaved === null ? null : keeper;
  if (named?.kind === 'file') return { sourceSpec: named, sourceKeeper };
  if (named !== null) return { sourceSpec: await stationSource(named, station), sourceKeeper };
  if (current.kind === 'simulated') return { sourceSpec: { kind: 'simulated', preset, seed }, sourceKeeper };
  // What the window set, it can set anew; a command line is told at once.
  return { sourceSpec: await keeper.currentSpec(current), sourceKeeper, mayLackArea: sourceKeeper !== null };
}

/** Null when office.db and its copies are damaged. */
async function createWith(
  deps: Omit<BackendDeps, 'security'>,
  office: BackendDeps['security']['keys']['office'],
  { keyring, secrets }: StationSecrets,
): Promise<Backend | null> {
  const keys = { office, ...(await holdReplicaKey(keyring, secrets)) };
  try {
    return await createBackend({ ...deps, security: { keys, keyring, protection: secrets.protection } });
  } catch (error) {
    if (error instanceof CodedError && error.code === 'office-damaged') return null;
    throw error;
  }
}

/**
 * The backend of this host, on its clock and the chosen source, with the keys of its secret store. While the office's data does not open, that is
 * served which asks what to do; resolves once it does.
 * @throws HostFailedError `city-missing`, `password-file-unreadable`; CodedError when a database refuses to open, or `unknown-area`
 */
export async function openBackend(options: HostOptions, parts: HostParts): Promise<Backend> {
  const fixed = fixedDeps(options, parts);
  const station = await openStationSecrets(options.dataFolder, parts.keychain);
  const deps = { ...fixed, ...(await sourceOf(options, station, parts.onSourceSaved)) };
  const access = new OfficeAccess({ folder: options.dataFolder, ...station, clock: deps.clock });
  for (;;) {
    const found = await access.find();
    const backend = 'key' in found ? await createWith(deps, found.key, station) : null;
    if (backend !== null) return backend;
    await decided(access, 'lock' in found ? found.lock : access.lockBecause('damaged'), parts);
  }
}
