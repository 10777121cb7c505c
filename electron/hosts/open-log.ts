import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import openRollingFile from 'pino-roll';
import { LOG_OPTIONS, type LogLevel } from '../backend/log/log-options.ts';

/**
 * The host's log: a new file every day and every 20 MB in the data folder, 14 of them. Codes, counts and durations; nothing personal, no token. At
 * `debug` it also follows each transaction from its position in the source to the revisions of the topics that told it.
 */
export async function openLog(dataFolder: string, host: 'utility' | 'loopback' | 'relay' | 'platform', level: LogLevel): Promise<Logger> {
  const file = await openRollingFile({
    file: join(dataFolder, 'logs', host === 'relay' || host === 'platform' ? 'relay' : 'backend'),
    extension: '.log',
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    size: '20m',
    limit: { count: 14 },
    mkdir: true,
  });
  return pino({ ...LOG_OPTIONS, base: { host }, level }, file);
}
