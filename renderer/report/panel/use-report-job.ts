import { useState } from 'react';
import type { BackendApi, CallName } from '../../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { DailyReport, ReportRequest } from '../../../shared/contract/daily-report.ts';
import type { CallError } from '../../../shared/contract/errors.ts';
import { PRINT_DEADLINE_MS } from '../../lib/print-deadline.ts';
import { download } from '../../lib/download.ts';

export type JobState =
  | { readonly state: 'idle' }
  | { readonly state: 'working' }
  | { readonly state: 'saved'; readonly fileName: string }
  | { readonly state: 'failed'; readonly error: CallError };

export interface ReportJob {
  readonly job: JobState;
  /** Freezes the request unless it is frozen already; null when that failed. */
  freeze(request: ReportRequest): Promise<DailyReport | null>;
  /** Has a frozen report printed by the backend and saves the PDF as a download. */
  save(number: string): Promise<void>;
}

export function useReportJob(client: BackendClient): ReportJob {
  const [job, setJob] = useState<JobState>({ state: 'idle' });
  const ask = async <Name extends CallName>(
    name: Name,
    request: BackendApi[Name]['request'],
  ): Promise<BackendApi[Name]['answer'] | null> => {
    setJob({ state: 'working' });
    const answer = await client.call(name, request, { deadlineMs: PRINT_DEADLINE_MS });
    setJob(answer.ok ? { state: 'idle' } : { state: 'failed', error: answer.error });
    return answer.ok ? answer.value : null;
  };
  return {
    job,
    freeze: (request) => ask('freezeReport', request),
    save: async (number) => {
      const printed = await ask('printReport', { number });
      if (printed === null) return;
      download(printed.fileName, printed.pdf, 'application/pdf');
      setJob({ state: 'saved', fileName: printed.fileName });
    },
  };
}
