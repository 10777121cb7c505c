// What a typist waits for: the whole city's names and codes searched by Chinese, pinyin, initials and codes, beside a bare search of the same names.
import { join } from 'node:path';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { SearchIndex } from '../../electron/backend/search/search-index.ts';
import { machine } from '../fixtures/machine.ts';
import { BenchReport, distributionOf, medianOf, show } from './harness.ts';

const LIMIT_MS = 10;
const ROUNDS = 60;
const WARM_UPS = 20;
const HITS = 20;
const TEXTS = ['lh', 'luhe', 's', 'shequ', '苑', '320', '网格'];

const report = new BenchReport('Search');
const city = await loadCity(join(machine.root, 'resources', 'city'));
const index = new SearchIndex(city);
await index.prepare();
const { districts, streets, communities, grids, compounds } = city;
const names = [districts, streets, communities, grids, compounds].flatMap(({ name }) => name);

/** Milliseconds of each round, the two in turns: what slows the machine slows both. */
async function sampled(text: string): Promise<{ readonly ours: readonly number[]; readonly bare: readonly number[] }> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    const startMs = performance.now();
    const found = await index.find(text, HITS, () => true);
    const foundMs = performance.now();
    names.filter((name) => name.includes(text));
    const endMs = performance.now();
    if (found.length === 0) throw new Error(`nothing is found by ${text}`);
    if (round < 0) continue;
    ours.push(foundMs - startMs);
    bare.push(endMs - foundMs);
  }
  return { ours, bare };
}

const rows: string[][] = [];
const slowest = { medianMs: 0, timesBare: 0 };
for (const text of TEXTS) {
  const { ours, bare } = await sampled(text);
  const { p50, p95 } = distributionOf(ours);
  const timesBare = p50 / medianOf(bare);
  rows.push([text, show(p50), show(p95), show(timesBare)]);
  slowest.medianMs = Math.max(slowest.medianMs, p50);
  slowest.timesBare = Math.max(slowest.timesBare, timesBare);
}
report.figure({ name: 'search of the whole city, slowest of seven texts', value: slowest.medianMs, unit: 'ms', limit: LIMIT_MS });
report.figure({ name: 'the same, of a bare search of the names', value: slowest.timesBare, unit: '×' });
report.table(['typed', `p50 ms (target ≤ ${LIMIT_MS})`, 'p95 ms', 'times a bare search'], rows);
report.finish();
