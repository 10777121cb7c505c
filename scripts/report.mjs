// npm run report: writes one daily coverage report as a PDF, without opening a window.
//   --area <code>   --date YYYY-MM-DD   --cutoff HH:MM   --lang zh|en   --out <file>   --preset small|city|full   --data <folder>   --seed <number>
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { createSay, languageOf } from './lib/messages.mjs';
import { runNode } from './lib/run.mjs';

const values = process.argv.slice(2);
const say = createSay(languageOf(values[values.indexOf('--lang') + 1]));
if ((await install(say)) && (await build(say))) process.exitCode = await runNode([join('electron', 'hosts', 'report-command.ts'), ...values]);
else {
  say('setupFailed');
  process.exitCode = 1;
}
