import type { Logger } from 'pino';
import { CodedError } from '../../shared/contract/errors.ts';
import { type HostFailure, HostFailedError } from '../../shared/host/host-failure.ts';
import { shiftedClock } from '../backend/clock.ts';
import type { ReportPrinter } from '../backend/reports/report-printer.ts';
import { inWorker } from '../backend/replication/thread/carrier.ts';
import { type Backend, createBackend } from '../backend/service.ts';
import { applicationFolders, assertCityPresent, replicationThread } from './application-folders.ts';
import type { HostOptions } from './host-options.ts';

/**
 * The backend of this host, on its clock and the chosen source.
 * @throws HostFailedError `city-missing`; CodedError when a database refuses to open
 */
export function openBackend(options: HostOptions, printer: ReportPrinter | null, log: Logger): Promise<Backend> {
  const folders = applicationFolders();
  assertCityPresent(folders);
  return createBackend({
    dataFolder: options.dataFolder,
    cityFolder: folders.city,
    sourceSpec: { kind: 'simulated', preset: options.preset, seed: options.seed },
    replication: inWorker(replicationThread(folders), options.clockShiftMs),
    clock: shiftedClock(options.clockShiftMs),
    printer,
    log,
  });
}

/** What made a start fail, as a code that has a sentence. */
export function failureOf(error: unknown): HostFailure {
  if (error instanceof HostFailedError || error instanceof CodedError) return { code: error.code, details: error.details };
  return { code: 'backend-not-startable', details: {} };
}
