import { describe, expect, it } from 'vitest';
import { type BenchRun, withBlock } from './benchmark-block.ts';

const RUN: BenchRun = {
  name: 'screen',
  command: 'npm run bench -- screen --seconds 30',
  date: '2026-11-28',
  commit: 'abc1234',
  load: 0.42,
  cores: 2,
  figures: [
    { name: 'drawn, p99', value: 272, unit: 'ms', limit: 67 },
    { name: 'drained', value: 21_440, unit: 'rows/s', least: 20_000 },
    { name: 'drawn, p50', value: 120.44, unit: 'ms' },
    { name: 'a moved worker', value: 1, unit: 'ms', isDetail: true },
  ],
};

const DOCUMENT = `# Benchmarks

By hand.

## \`npm run bench -- screen-postgres\`: from the commit

<!-- figures of screen-postgres: written by npm run bench -->

| figure | value |

<!-- end of figures of screen-postgres -->

## \`npm run bench -- screen\`: from the applied change

A frame takes software some 60 ms.

## The last section
`;

const BLOCK = `<!-- figures of screen: written by npm run bench -->

| figure | value | unit | target | held |
|---|---|---|---|---|
| drawn, p99 | 272 | ms | ≤ 67 | ✗ |
| drained | 21,440 | rows/s | ≥ 20,000 | ✓ |
| drawn, p50 | 120.4 | ms |  |  |

\`npm run bench -- screen --seconds 30\` · 2026-11-28 · commit abc1234 · load before it 0.4 · 2 cores

<!-- end of figures of screen -->`;

const heading = '## `npm run bench -- screen`: from the applied change\n';

describe('the figures of a bench in the document', () => {
  it('come under the heading of their bench, before what was written there by hand', () => {
    expect(withBlock(DOCUMENT, RUN)).toBe(DOCUMENT.replace(heading, () => `${heading}\n${BLOCK}\n`));
  });

  it('take the place of earlier ones and of nothing else', () => {
    const earlier = withBlock(DOCUMENT, { ...RUN, commit: '0000000', figures: [] });
    expect(withBlock(earlier, RUN)).toBe(withBlock(DOCUMENT, RUN));
  });

  it('get a section of their own where there is none', () => {
    const relay = withBlock(DOCUMENT, { ...RUN, name: 'relay' });
    expect(relay.startsWith(`${DOCUMENT}\n## \`npm run bench -- relay\`\n\n<!-- figures of relay: `)).toBe(true);
    expect(withBlock(relay, { ...RUN, name: 'relay' })).toBe(relay);
  });

  it('find a heading that names an option, too', () => {
    const text = '## `npm run bench -- screen --seconds 30`';
    expect(withBlock(text, RUN)).toBe(`${text}\n\n${BLOCK}\n`);
  });

  it('hold no target when a figure is no number', () => {
    const text = withBlock('', { ...RUN, figures: [{ name: 'drawn, p99', value: Number.NaN, unit: 'ms', limit: 67 }] });
    expect(text).toContain('| drawn, p99 | – | ms | ≤ 67 | ✗ |');
  });

  it('are not written into a document that has lost one of their marks', () => {
    const broken = withBlock(DOCUMENT, RUN).replace('<!-- end of figures of screen -->', '');
    expect(() => withBlock(broken, RUN)).toThrow('lost a mark of screen');
  });
});
