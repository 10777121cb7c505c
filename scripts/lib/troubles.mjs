import { stripVTControlCharacters } from 'node:util';
import { root } from './places.mjs';

/** So many lines of a message tell what happened; the whole of it stands further up. */
const MOST_LINES = 12;

function trouble(isFailed, name, messages) {
  const lines = stripVTControlCharacters(messages.join('\n')).replaceAll(`${root}/`, '').split('\n');
  const told = lines.filter((line) => line.trim() !== '' && !line.includes('node_modules/'));
  return { isFailed, name, lines: told.slice(0, MOST_LINES) };
}

/** What a Vitest report says of tests that failed, of those that passed only at their second attempt, and of files that failed outside of them. */
export function vitestTroubles(report) {
  return (report?.testResults ?? []).flatMap(({ name: path, status, message, assertionResults }) => {
    const file = path.replace(`${root}/`, '');
    const ofTests = assertionResults
      .filter(({ failureMessages }) => failureMessages.length > 0)
      .map((test) => trouble(test.status === 'failed', `${file} › ${test.fullName}`, test.failureMessages));
    const isOutside = status === 'failed' && ofTests.every(({ isFailed }) => !isFailed);
    return isOutside ? [...ofTests, trouble(true, file, [message])] : ofTests;
  });
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

/** The same of a Playwright report. */
export function playwrightTroubles(report) {
  return (report?.suites ?? []).flatMap(specsOf).flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, projectName, results }) =>
        trouble(
          status === 'unexpected',
          `[${projectName}] ${file} › ${title}`,
          results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')),
        ),
      ),
  );
}

/** Says at the end of a long run what went wrong in it: a log is read from there. */
export function sayTroubles(troubles) {
  for (const { isFailed, name, lines } of troubles) {
    console.log(`\n${isFailed ? 'FAILED' : 'at the second attempt'}: ${name}`);
    for (const line of lines) console.log(`    ${line}`);
  }
}
