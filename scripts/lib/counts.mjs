const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export function add(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

/**
 * Counts of a Vitest run that ended with `status`; `report` is null where there is none. A run without a report, a file that failed outside of its
 * tests (it could not be loaded, a hook failed) and an error that belongs to no test count as failed.
 */
export function vitestCounts(report, status) {
  if (report === null) return { ...NOTHING, failed: 1 };
  const outsideOfTests = report.testResults.filter(
    ({ status: state, assertionResults }) => state === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + outsideOfTests;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

const FAULT_FILES = /[\\/]e2e[\\/]faults[\\/][^\\/]+\.test\.ts$/;

/**
 * How long the cut of the fault scenarios took in a Vitest run, from the begin of its first file to the end of its last, beside everything else that
 * ran; null where there is none in the report.
 */
export function faultCutLine(report) {
  const files = (report?.testResults ?? []).filter(({ name }) => FAULT_FILES.test(name));
  if (files.length === 0) return null;
  const scenarios = files
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed');
  const tookMs = Math.max(...files.map(({ endTime }) => endTime)) - Math.min(...files.map(({ startTime }) => startTime));
  return `faults: a cut of ${scenarios.length} scenarios, ${Math.round(tookMs / 1000)} s`;
}

/** Counts of a Playwright run. A run without a report, and each error outside of a test, count as failed; what passed at its second attempt passed. */
export function playwrightCounts(report) {
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
