import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import type { DayNumber } from '../../../shared/domain/time.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { serveClient } from '../../../shared/rpc/serve.ts';
import type { ServedApi } from '../../../shared/rpc/served-api.ts';
import { shiftedClock } from '../../backend/clock.ts';
import { readStationKeys } from '../../backend/keys/station-keys.ts';
import { openReadingBackend } from '../../backend/reading-backend.ts';
import type { Backend } from '../../backend/service.ts';
import { applicationFolders, assertCityPresent, assertWindowBuilt } from '../application-folders.ts';
import { localCaller } from '../callers.ts';
import { takeDataFolder } from '../data-folder.ts';
import { createToken, LoopbackAccess } from '../loopback/access.ts';
import { startLoopbackServer } from '../loopback/server.ts';
import { openBackend } from '../open-backend.ts';
import { ChromiumPrinter } from '../print/chromium-printer.ts';
import { openStationSecrets } from '../secrets/station-secrets.ts';
import type { ReportOptions } from './report-options.ts';
import { assertWritable, writeOutput } from './report-output.ts';

/** A first run builds the replica: minutes with the largest preset on a slow machine. */
const READY_LIMIT_MS = 15 * 60_000;

export interface WrittenReport {
  readonly number: string;
  readonly areaName: string;
  readonly day: DayNumber;
  readonly cutoffMinute: number;
  readonly path: string;
}

/** True when the replica has caught up. @throws CodedError when it cannot be had, or not be brought up to date */
function isCaughtUp({ replica, source }: StatusSnapshot): boolean {
  if (source.state === 'offline') throw new CodedError('replica-not-ready', 'the source is not there');
  if (replica.phase !== 'failed') return replica.phase === 'live';
  const code = replica.code === 'source-failed' ? 'replica-not-ready' : replica.code;
  throw new CodedError(code, 'the replica could not be brought up to date');
}

/** Resolves when the replica holds everything that its source has. */
function caughtUp({ topics }: ServedApi): Promise<void> {
  return new Promise((done, reject) => {
    const timer = setTimeout(() => end(new CodedError('replica-not-ready', 'the replica was not ready in time')), READY_LIMIT_MS);
    const end = (failure: unknown): void => {
      clearTimeout(timer);
      queueMicrotask(() => unsubscribe());
      if (failure === null) done();
      else reject(failure);
    };
    const unsubscribe = topics.subscribe('status', {}, localCaller('commandLine'), null, ({ data }) => {
      try {
        if (isCaughtUp(data)) end(null);
      } catch (error) {
        end(error);
      }
    });
  });
}

/** Takes the data folder, or null when a running application has it. */
function takeIfFree(folder: string): (() => void) | null {
  try {
    return takeDataFolder(folder);
  } catch (error) {
    if (error instanceof HostFailedError && error.code === 'data-folder-in-use') return null;
    throw error;
  }
}

/** A backend of its own that keeps the replica up, or one that only reads beside the application that runs. */
async function openFor({ host }: ReportOptions, printer: ChromiumPrinter, log: Logger): Promise<Backend> {
  const giveBack = takeIfFree(host.dataFolder);
  const { city } = applicationFolders();
  if (giveBack === null) {
    const clock = shiftedClock(host.clockShiftMs);
    const { secrets } = await openStationSecrets(host.dataFolder, null);
    const keys = await readStationKeys(secrets);
    return openReadingBackend({ dataFolder: host.dataFolder, cityFolder: city, clock, printer, log, keys });
  }
  try {
    const backend = await openBackend(host, { printer, log, keychain: null, onSourceSaved: null, onLocked: null });
    const close = async (): Promise<void> => {
      await backend.close();
      giveBack();
    };
    await caughtUp(backend.served).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { ...backend, close };
  } catch (error) {
    giveBack();
    throw error;
  }
}

async function writeReport({ wanted, outputPath }: ReportOptions, { served: { handlers }, competence }: Backend): Promise<WrittenReport> {
  const context = { caller: localCaller('commandLine', competence), signal: new AbortController().signal };
  const { number, area, request } = await ('request' in wanted
    ? handlers.freezeReport(wanted.request, context)
    : handlers.frozenReport(wanted, context));
  const { fileName, pdf } = await handlers.printReport({ number }, context);
  const path = outputPath ?? resolve(fileName);
  writeOutput(path, pdf);
  return { number, areaName: area.name, day: request.day, cutoffMinute: request.cutoffMinute, path };
}

/**
 * Makes one report without any window: its figures are frozen under a number, or were before, and printed through Chromium.
 * @throws HostFailedError, CodedError
 */
export async function runReportJob(options: ReportOptions, log: Logger): Promise<WrittenReport> {
  const folders = applicationFolders();
  assertCityPresent(folders);
  assertWindowBuilt(folders);
  if (options.outputPath !== null) assertWritable(options.outputPath);
  const access = new LoopbackAccess(createToken(), Date.now);
  const opened: { backend: Backend | null } = { backend: null };
  const server = await startLoopbackServer({
    folders,
    access,
    port: 0,
    otherOrigins: [],
    onClient: (channel, face) => {
      if (opened.backend === null) channel.close();
      else serveClient(channel, opened.backend.served, localCaller(face, opened.backend.competence));
    },
  });
  try {
    opened.backend = await openFor(options, new ChromiumPrinter(server.origin, () => access.issueTicket('report')), log);
    return await writeReport(options, opened.backend);
  } finally {
    await server.close();
    await opened.backend?.close();
  }
}
