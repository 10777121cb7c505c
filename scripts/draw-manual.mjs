// node scripts/draw-manual.mjs [name…]: makes the pictures of README.md and docs/zh anew, in docs/pictures. Look at them before they are committed.
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { runWithWindows } from './lib/end-to-end.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { root } from './lib/places.mjs';

const say = createSay('zh-CN');
if ((await install(say)) && (await build(say)))
  process.exitCode = await runWithWindows([join(root, 'e2e', 'manual', 'draw-manual.ts'), ...process.argv.slice(2)]);
else {
  say('setupFailed');
  process.exitCode = 1;
}
