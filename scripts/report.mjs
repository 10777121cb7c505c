// npm run report -- --area 320106 --date 2026-11-22 --cutoff 18:00 --lang zh --out report.pdf: one daily report as a PDF, without a window.
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { createSay, languageOf } from './lib/messages.mjs';
import { root } from './lib/places.mjs';
import { runNode } from './lib/run.mjs';
import { electronVariable } from './lib/runtimes.mjs';

const values = process.argv.slice(2);
const say = createSay(languageOf(values[values.indexOf('--lang') + 1]));
if ((await install(say)) && (await build(say)))
  process.exitCode = await runNode([join(root, 'electron', 'hosts', 'report-command.ts'), ...values], { env: electronVariable() });
else {
  say('setupFailed');
  process.exitCode = 1;
}
