// Runs e2e/bench/**/*.bench.ts one after the other; `npm run bench` starts it. Their figures are gathered in test-results/bench.json and written
// into docs/benchmarks.md, a block a bench. Exits with 1 when a program failed; a figure that misses its target fails nothing.
// Each is a program of its own and writes its figures to the file that COMMAND_CENTER_BENCH_FILE names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { commitTried } from '../fixtures/commit-tried.ts';
import { machine } from '../fixtures/machine.ts';
import { type Figure, isHeld } from './harness.ts';
import { withBlock } from './parts/benchmark-block.ts';

const ENDING = '.bench.ts';
const DRY_RUN = '--dry-run';
const RESULTS = join(machine.root, 'test-results');
const DOCUMENT = join(machine.root, 'docs', 'benchmarks.md');

const given = process.argv.slice(2);
const firstOption = given.findIndex((text) => text.startsWith('--'));
const wanted = firstOption < 0 ? given : given.slice(0, firstOption);
const options = firstOption < 0 ? [] : given.slice(firstOption).filter((text) => text !== DRY_RUN);
const isDryRun = given.includes(DRY_RUN);

/** Figures of one bench, none when it only prints its tables; null when it failed. */
async function runBench(file: string, name: string): Promise<readonly Figure[] | null> {
  const output = join(RESULTS, 'bench', `${name}.json`);
  const child = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, file), ...options], {
    cwd: machine.root,
    stdio: 'inherit',
    env: { ...process.env, COMMAND_CENTER_BENCH_FILE: output },
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) return null;
  if (!existsSync(output)) return [];
  // What was no number has become null in the file.
  const written = JSON.parse(readFileSync(output, 'utf8')) as (Omit<Figure, 'value'> & { readonly value: number | null })[];
  return written.map((figure) => ({ ...figure, value: figure.value ?? Number.NaN }));
}

function lineOf(figure: Figure): string {
  const { name, value, unit, limit, least } = figure;
  const asked = limit === undefined ? `at least ${least}` : `limit ${limit}`;
  const held = isHeld(figure);
  return `${name}: ${value} ${unit}${held === null ? '' : held ? ` (${asked})` : ` MISSED (${asked})`}`;
}

function record(name: string, figures: readonly Figure[]): void {
  const run = {
    name,
    command: ['npm run bench --', name, ...options].join(' '),
    date: new Date().toISOString().slice(0, 10),
    commit: commitTried(machine.root),
    load: Number(process.env['COMMAND_CENTER_BENCH_LOAD']),
    cores: cpus().length,
    figures,
  };
  writeFileSync(DOCUMENT, withBlock(existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '# Benchmarks\n', run));
}

rmSync(join(RESULTS, 'bench'), { recursive: true, force: true });
mkdirSync(join(RESULTS, 'bench'), { recursive: true });
const found = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ENDING));
const files = found.filter((file) => wanted.length === 0 || wanted.some((text) => basename(file).includes(text)));
const gathered: Record<string, readonly Figure[] | null> = {};
for (const file of files.toSorted()) {
  const name = basename(file, ENDING);
  const figures = await runBench(file, name);
  gathered[file] = figures;
  for (const figure of figures ?? []) process.stdout.write(`${lineOf(figure)}\n`);
  if (figures === null) process.stdout.write(`${file}: FAILED\n`);
  else if (figures.length > 0 && !isDryRun) record(name, figures);
}
writeFileSync(join(RESULTS, 'bench.json'), `${JSON.stringify(gathered, null, 2)}\n`);
process.exitCode = Object.values(gathered).every((figures) => figures !== null) ? 0 : 1;
