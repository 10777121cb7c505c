// npm run build: makes out/ from the sources, unless it is of them already.
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';

const say = createSay('zh-CN');
const isDone = (await install(say)) && (await build(say));
if (!isDone) say('setupFailed');
process.exitCode = isDone ? 0 : 1;
