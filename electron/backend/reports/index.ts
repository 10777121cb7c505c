import { dailyReport } from './daily-report.report.ts';

/** Every report. A new report is one file `<id>.report.ts` and one row here. */
export const REPORTS = { daily: dailyReport } as const;
