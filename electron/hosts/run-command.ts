import type { Language } from '../../shared/contract/daily-report.ts';
import { hostFailureMessage } from '../../shared/i18n/host-messages.ts';
import { failureOf } from './failure-of.ts';
import { askedLanguage } from './host-options.ts';

/** Runs a command of the terminal. Answers its exit status: 0, or 1 once a line said, in the language that was asked for, what failed. */
export async function runCommand(
  values: readonly string[],
  work: (values: readonly string[], language: Language) => Promise<void>,
): Promise<number> {
  const language = askedLanguage(values);
  try {
    await work(values, language);
    return 0;
  } catch (error) {
    process.stderr.write(`${hostFailureMessage(failureOf(error), language)}\n`);
    return 1;
  }
}
