import { type Figure, isHeld } from '../harness.ts';

/** What one run of one bench found, and under what circumstances. */
export interface BenchRun {
  /** Of the program, without `.bench.ts`. */
  readonly name: string;
  /** As it would be typed to have the same again. */
  readonly command: string;
  /** The day, as 2026-11-28. */
  readonly date: string;
  readonly commit: string;
  /** Processes that wanted to run in the minute before `npm run bench` did anything. */
  readonly load: number;
  readonly cores: number;
  readonly figures: readonly Figure[];
}

const begin = (name: string): string => `<!-- figures of ${name}: written by npm run bench -->`;
const end = (name: string): string => `<!-- end of figures of ${name} -->`;
const heading = (name: string): string => `## \`npm run bench -- ${name}`;

function number(value: number): string {
  return Number.isFinite(value) ? value.toLocaleString('en-US', { maximumSignificantDigits: 4 }) : '–';
}

function lineOf(figure: Figure): string {
  const { name, value, unit, limit, least } = figure;
  const asked = [...(least === undefined ? [] : [`≥ ${number(least)}`]), ...(limit === undefined ? [] : [`≤ ${number(limit)}`])];
  const held = isHeld(figure);
  return `| ${[name, number(value), unit, asked.join(', '), held === null ? '' : held ? '✓' : '✗'].join(' | ')} |`;
}

function blockOf({ name, command, date, commit, load, cores, figures }: BenchRun): string {
  const lines = figures.filter(({ isDetail }) => isDetail !== true).map(lineOf);
  const table = ['| figure | value | unit | target | held |', '|---|---|---|---|---|', ...lines].join('\n');
  const circumstances = `\`${command}\` · ${date} · commit ${commit} · load before it ${load.toFixed(1)} · ${cores} cores`;
  return [begin(name), table, circumstances, end(name)].join('\n\n');
}

/** Where a block begins that is not there yet: under the heading of its bench, or null without one. */
function placeUnderHeading(text: string, name: string): number | null {
  // What follows the name is an option or the end of the command: `screen-postgres` is not `screen`.
  const found = [' ', '`'].map((after) => text.indexOf(`${heading(name)}${after}`)).filter((at) => at >= 0);
  const [at] = found;
  if (at === undefined) return null;
  const lineEnd = text.indexOf('\n', at);
  return lineEnd < 0 ? text.length : lineEnd;
}

/**
 * The document with the run's block in place of an earlier one of the same bench; else under its heading, else in a section of its own at the end.
 * Nothing else is touched. Throws where a block has lost one of its two marks.
 */
export function withBlock(text: string, run: BenchRun): string {
  const block = blockOf(run);
  const [from, to] = [text.indexOf(begin(run.name)), text.indexOf(end(run.name))];
  if (from >= 0 !== to >= 0 || to < from) throw new Error(`docs/benchmarks.md has lost a mark of ${run.name}`);
  if (from >= 0) return `${text.slice(0, from)}${block}${text.slice(to + end(run.name).length)}`;
  const place = placeUnderHeading(text, run.name);
  if (place === null) return `${text.trimEnd()}\n\n${heading(run.name)}\`\n\n${block}\n`;
  return `${text.slice(0, place)}\n\n${block}${text.slice(place) || '\n'}`;
}
