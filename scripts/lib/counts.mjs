import { existsSync, readFileSync } from 'node:fs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export function add(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** Counts of a Vitest run. A run without a report, and a file that could not even be loaded, count as failed. */
export function vitestCounts(path) {
  const report = readReport(path);
  if (report === null) return { ...NOTHING, failed: 1 };
  const notLoaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + notLoaded,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/**
 * Counts of a Playwright run. A run without a report, and each error outside of a test, count as failed; a flow that passed at its second attempt
 * counts as passed, and Playwright has named it as flaky, with what had failed.
 */
export function playwrightCounts(path) {
  const report = readReport(path);
  if (report === null) return { ...NOTHING, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

export function checkCounts(checks, failed) {
  return { ...NOTHING, passed: checks.length - failed.length, failed: failed.length };
}

export function countsLine({ passed, failed, skipped }) {
  return `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
