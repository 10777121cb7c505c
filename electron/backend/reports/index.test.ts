import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REPORTS } from './index.ts';

it('every report file is a row of the registry', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.report.ts'));
  expect(
    Object.values(REPORTS)
      .map(({ id }) => `${id}-report.report.ts`)
      .sort(),
  ).toEqual(files.sort());
});
