import { pino } from 'pino';
import { formatDay, formatTimeOfDay } from '../../shared/domain/time.ts';
import { hostFailureMessage, reportWrittenMessage } from '../../shared/i18n/host-messages.ts';
import { askedLanguage } from './host-options.ts';
import { failureOf } from './failure-of.ts';
import { runReportJob } from './report/report-job.ts';
import { parseReportOptions } from './report/report-options.ts';

/** `npm run report`: one daily report as a PDF, without a window. One line says what became of it. */
const EXIT_FAILED = 1;
const EXIT_WRONG_REQUEST = 2;
const WRONG_REQUESTS: ReadonlySet<string> = new Set([
  'invalid-option',
  'invalid-request',
  'unknown-area',
  'no-data-for-day',
  'day-in-future',
  'unknown-report',
]);

async function main(values: readonly string[]): Promise<number> {
  const language = askedLanguage(values);
  try {
    const options = parseReportOptions(values, Date.now());
    const { number, areaName, day, cutoffMinute, path } = await runReportJob(options, pino({ level: 'silent' }));
    const details = { number, area: areaName, day: formatDay(day), cutoff: formatTimeOfDay(cutoffMinute), path };
    process.stdout.write(`${reportWrittenMessage(details, language)}\n`);
    return 0;
  } catch (error) {
    const failure = failureOf(error);
    process.stderr.write(`${hostFailureMessage(failure, language)}\n`);
    return WRONG_REQUESTS.has(failure.code) ? EXIT_WRONG_REQUEST : EXIT_FAILED;
  }
}

process.exitCode = await main(process.argv.slice(2));
