import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import openRollingFile from 'pino-roll';

/** The host's log: one file a day in the data folder, two weeks of them. Codes, counts and durations; nothing personal, no token. */
export async function openLog(dataFolder: string, host: 'utility' | 'loopback' | 'relay'): Promise<Logger> {
  const file = await openRollingFile({
    file: join(dataFolder, 'logs', host === 'relay' ? 'relay' : 'backend'),
    extension: '.log',
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    limit: { count: 14 },
    mkdir: true,
  });
  return pino({ base: { host }, level: 'info' }, file);
}
