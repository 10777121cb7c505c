// npm run test:e2e: the flows in both hosts; everything after -- goes to Playwright.
import { build } from './lib/build.mjs';
import { runPlaywright } from './lib/end-to-end.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';

const say = createSay('zh-CN');
if ((await install(say)) && (await build(say))) process.exitCode = await runPlaywright(process.argv.slice(2));
else {
  say('setupFailed');
  process.exitCode = 1;
}
