import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ending } from '../../fixtures/ending.ts';

/** Gives `work` an empty folder that is gone afterwards, however it ends. */
export function inWorkFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'scc-bench-'));
  return ending({ close: () => rm(folder, { recursive: true, force: true }) }, () => work(folder));
}
