import type { ErrorCode } from '../../shared/contract/errors.ts';

/**
 * What the page tells whoever prints it, as `data-report-state` and `data-report-error` of the document: nothing is printed before
 * `ready`, and `failed` is never printed.
 */
export type ReportPageState = { readonly state: 'loading' | 'ready' } | { readonly state: 'failed'; readonly code: ErrorCode };

export function tellReportState(page: ReportPageState): void {
  const { dataset } = document.documentElement;
  dataset['reportState'] = page.state;
  if (page.state === 'failed') dataset['reportError'] = page.code;
}
