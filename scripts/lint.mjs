// npm run lint: import rules, cycles, any, unused code, format.
import { LINT_CHECKS, runChecks } from './lib/checks.mjs';

process.exitCode = (await runChecks(LINT_CHECKS)).length === 0 ? 0 : 1;
