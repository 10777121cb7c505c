// npm run bench: runs e2e/bench/**/*.bench.ts one after the other and gathers their figures in test-results/bench.json.
//   npm run bench -- apply idle --minutes 60     only those whose name holds one of the words; options go to the programs
// Each is a program of its own and writes its figures, [{ name, value, unit, limit?, least? }], to the file named by COMMAND_CENTER_BENCH_FILE.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from './lib/build.mjs';
import { runWithWindows } from './lib/end-to-end.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { root } from './lib/places.mjs';
import { installPrograms } from './lib/programs.mjs';

const say = createSay('zh-CN');
const given = process.argv.slice(2);
const firstOption = given.findIndex((text) => text.startsWith('--'));
const wanted = firstOption < 0 ? given : given.slice(0, firstOption);
const options = firstOption < 0 ? [] : given.slice(firstOption);
const folder = join(root, 'e2e', 'bench');
const results = join(root, 'test-results', 'bench');

/** Figures of one bench, none when it only prints its tables; null when it failed. */
async function runBench(file) {
  const output = join(results, `${basename(file)}.json`);
  const status = await runWithWindows(['--expose-gc', join(folder, file), ...options], { COMMAND_CENTER_BENCH_FILE: output });
  if (status !== 0) return null;
  return existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : [];
}

function verdict({ value, limit, least }) {
  if (limit !== undefined && value > limit) return ` OVER THE LIMIT OF ${limit}`;
  if (least !== undefined && value < least) return ` UNDER THE LEAST OF ${least}`;
  if (limit !== undefined) return ` (limit ${limit})`;
  return least === undefined ? '' : ` (at least ${least})`;
}

const line = (figure) => `${figure.name}: ${figure.value} ${figure.unit}${verdict(figure)}`;

installPrograms(['nats-server', 'chromium', 'xvfb', 'fonts-noto-cjk']);
if ((await install(say)) && (await build(say))) {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const benches = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.bench.ts'));
  const files = benches.filter((file) => wanted.length === 0 || wanted.some((text) => basename(file).includes(text)));
  const gathered = {};
  for (const file of files.sort()) {
    const figures = await runBench(file);
    gathered[file] = figures;
    for (const figure of figures ?? []) console.log(line(figure));
    if (figures === null) console.log(`${file}: FAILED`);
  }
  writeFileSync(join(root, 'test-results', 'bench.json'), `${JSON.stringify(gathered, null, 2)}\n`);
  process.exitCode = Object.values(gathered).every((figures) => figures !== null) ? 0 : 1;
} else {
  say('setupFailed');
  process.exitCode = 1;
}
