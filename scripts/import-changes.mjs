// npm run import-changes -- --source file:<folder or file> --area 320106002 --source-key-file <public key>: says what the next files would change.
//   --apply   --data <folder>   --lang zh|en       imports them
import { build } from './lib/build.mjs';
import { runHostCommand } from './lib/host-command.mjs';
import { createSay, languageOf } from './lib/messages.mjs';

const values = process.argv.slice(2);
const say = createSay(languageOf(values[values.indexOf('--lang') + 1]));
if (await build(say)) process.exitCode = await runHostCommand('import-command.ts');
else {
  say('setupFailed');
  process.exitCode = 1;
}
