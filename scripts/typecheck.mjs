// npm run typecheck: every area against its own tsconfig.
import { runChecks, TYPE_CHECKS } from './lib/checks.mjs';

process.exitCode = (await runChecks(TYPE_CHECKS)).length === 0 ? 0 : 1;
