import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { applicationFolders } from '../../../electron/hosts/application-folders.ts';
import { commitTried } from '../../fixtures/commit-tried.ts';
import type { Scenario } from '../scenario.ts';

export interface Tried {
  readonly scenario: Scenario;
  readonly count: number;
  readonly seed: number;
  readonly seconds: number;
  readonly failures: number;
  readonly tally: Readonly<Record<string, number>>;
}

const BEGIN = '<!-- results: written by npm run test:faults, one line a scenario -->';
const END = '<!-- end of results -->';
const HEAD =
  '| scenario | what | how often (target) | failures | what came about | took | command | machine | commit |\n|---|---|---|---|---|---|---|---|---|';

function lineOf({ scenario, count, seed, seconds, failures, tally }: Tried, commit: string): string {
  const came = Object.entries(tally)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ');
  const command = `\`npm run test:faults -- ${scenario.name} --count ${count} --seed ${seed}\``;
  const machine = `${cpus().length} cores, ${process.platform}`;
  const cells = [scenario.name, scenario.what, `${count} (${scenario.full})`, failures, came, `${seconds} s`, command, machine, commit];
  return `| ${cells.join(' | ')} |`;
}

/** Puts a result into docs/reliability.md in place of an earlier one of the same scenario; what people wrote there stays. */
export function recordResult(tried: Tried): void {
  const { root } = applicationFolders();
  const path = join(root, 'docs', 'reliability.md');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : `# Reliability\n\n${BEGIN}\n${END}\n`;
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/reliability.md has lost the marks of its table');
  const lines = text
    .slice(begin + BEGIN.length, end)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| scenario |'))
    .filter((line) => !line.startsWith(`| ${tried.scenario.name} |`));
  const table = [HEAD, ...lines, lineOf(tried, commitTried(root))].join('\n');
  writeFileSync(path, `${text.slice(0, begin)}${BEGIN}\n\n${table}\n\n${text.slice(end)}`);
}
