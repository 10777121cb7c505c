import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import openRollingFile from 'pino-roll';
import { LOG_OPTIONS, type LogLevel } from '../backend/log/log-options.ts';

/** At most so many files of one log, the one that is written to included. */
const KEPT_FILES = 14;

/** What the rolling file calls its own: name, day, number within the day. */
const LOG_FILE = /^(?<name>\w+)\.(?<day>\d{4}-\d{2}-\d{2})\.(?<number>\d+)\.log$/;

/**
 * Removes the oldest files of a log, so that there is room for one more. The rolling file does so only when it takes its next one, which a machine
 * that is off at midnight never sees.
 * Whatever else lies there stays, and so does a file that cannot be removed.
 */
function removeOldFiles(folder: string, name: string): void {
  const files = readdirSync(folder).flatMap((file) => {
    const { name: log, day, number } = LOG_FILE.exec(file)?.groups ?? {};
    return log === name && day !== undefined ? [{ file, day, number: Number(number) }] : [];
  });
  const oldestFirst = files.sort((left, right) => left.day.localeCompare(right.day) || left.number - right.number);
  for (const { file } of oldestFirst.slice(0, 1 - KEPT_FILES)) {
    try {
      rmSync(join(folder, file));
    } catch {
      // Another program holds it; the next start tries again.
    }
  }
}

/**
 * The host's log: a new file every day and every 20 MB in the data folder, the last 14 of them, also those of earlier runs. Codes, counts and
 * durations; nothing personal, no token. At `debug` it also follows each transaction from its position in the source to the revisions of the topics
 * that told it.
 */
export async function openLog(dataFolder: string, host: 'utility' | 'loopback' | 'relay' | 'platform', level: LogLevel): Promise<Logger> {
  const folder = join(dataFolder, 'logs');
  const name = host === 'relay' || host === 'platform' ? 'relay' : 'backend';
  mkdirSync(folder, { recursive: true });
  removeOldFiles(folder, name);
  const file = await openRollingFile({
    file: join(folder, name),
    extension: '.log',
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    size: '20m',
    limit: { count: KEPT_FILES, removeOtherLogFiles: true },
  });
  return pino({ ...LOG_OPTIONS, base: { host }, level }, file);
}
