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
