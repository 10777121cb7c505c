// npm run bench: runs e2e/bench/*.bench.ts one after the other and gathers their figures in test-results/bench.json.
// Each is a program of its own and writes its figures, [{ name, value, unit, limit? }], to the file named by COMMAND_CENTER_BENCH_FILE.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { runWithWindows } from './lib/end-to-end.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { root } from './lib/places.mjs';

const say = createSay('zh-CN');
const wanted = process.argv.slice(2);
const folder = join(root, 'e2e', 'bench');
const results = join(root, 'test-results', 'bench');

/** Figures of one bench; null when it failed or wrote none. */
async function runBench(file) {
  const output = join(results, `${file}.json`);
  const status = await runWithWindows(['--expose-gc', join(folder, file)], { COMMAND_CENTER_BENCH_FILE: output });
  return status === 0 && existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : null;
}

function line({ name, value, unit, limit }) {
  const verdict = limit === undefined ? '' : value <= limit ? ` (limit ${limit})` : ` OVER THE LIMIT OF ${limit}`;
  return `${name}: ${value} ${unit}${verdict}`;
}

if ((await install(say)) && (await build(say))) {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const files = readdirSync(folder).filter((file) => file.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((text) => file.includes(text))));
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
