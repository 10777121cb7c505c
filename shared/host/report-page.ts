import type { Language } from '../contract/daily-report.ts';
import { ERROR_CODES, type ErrorCode } from '../contract/errors.ts';

/**
 * What the printing hosts and the report page agree on: the page is asked for by number, and says on its root element whether it may be
 * printed (`data-report-state="ready"`) or why it must not be (`"failed"`, with the code in `data-report-error`).
 */
export type PageOutcome = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly code: ErrorCode };

/** What can be printed. */
export const PRINTED_DOCUMENTS = ['report', 'minutes', 'tracks'] as const;
export type PrintedDocument = (typeof PRINTED_DOCUMENTS)[number];

export function reportPagePath(document: PrintedDocument, number: string, language: Language): string {
  return `/report.html?document=${document}&number=${encodeURIComponent(number)}&lang=${language}`;
}

/** Evaluated in the page: resolves with `ready` or the code of the failure, as soon as the page knows. */
export const REPORT_OUTCOME_SCRIPT = `new Promise((resolve) => {
  const root = document.documentElement;
  const look = () => {
    const { reportState, reportError } = root.dataset;
    if (reportState !== 'ready' && (reportState !== 'failed' || reportError === undefined)) return;
    watch.disconnect();
    resolve(reportState === 'ready' ? 'ready' : reportError);
  };
  const watch = new MutationObserver(look);
  watch.observe(root, { attributes: true, attributeFilter: ['data-report-state', 'data-report-error'] });
  look();
})`;

export function readPageOutcome(value: unknown): PageOutcome {
  if (value === 'ready') return { kind: 'ready' };
  return { kind: 'failed', code: ERROR_CODES.find((code) => code === value) ?? 'printer-unavailable' };
}

/** How both hosts print the page: it brings its own A4 sheets, margins and page numbers, so Chromium adds nothing. */
export const REPORT_PRINT_OPTIONS = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
} as const;

/** A page that is not ready by then is given up. */
export const REPORT_PAGE_LIMIT_MS = 60_000;
