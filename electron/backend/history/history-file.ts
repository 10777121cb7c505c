import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ReplicationIncident, SAMPLE_STATES } from '../../../shared/contract/replication-history.ts';
import { MACHINE_TROUBLE_CODES, SOURCE_TROUBLE_CODES } from '../../../shared/contract/source-status.ts';
import { writeDurably } from '../files/durable-file.ts';
import type { MinuteSample } from './minute-samples.ts';

/** What is kept from one run of the program to the next. */
export interface KeptHistory {
  readonly samples: readonly MinuteSample[];
  readonly incidents: readonly ReplicationIncident[];
}

const moment = z.number().min(0);
const KEPT: z.ZodType<KeptHistory> = z.object({
  samples: z.array(z.object({ atMs: moment, lagMs: z.number().nullable(), rows: z.int().min(0), state: z.enum(SAMPLE_STATES) }).readonly()),
  incidents: z.array(
    z
      .object({
        code: z.enum([...SOURCE_TROUBLE_CODES, ...MACHINE_TROUBLE_CODES]),
        details: z.record(z.string(), z.union([z.string(), z.number()])),
        fromMs: moment,
        untilMs: moment.nullable(),
      })
      .readonly(),
  ),
});

function pathIn(dataFolder: string): string {
  return join(dataFolder, 'replication-history.json');
}

/** A file that is missing or cannot be understood is an empty history: it is a convenience, and nothing else depends on it. */
export function readHistory(dataFolder: string): KeptHistory {
  try {
    return KEPT.parse(JSON.parse(readFileSync(pathIn(dataFolder), 'utf8')));
  } catch {
    return { samples: [], incidents: [] };
  }
}

/** Numbers and codes, nothing personal. Throws what the system says when it cannot be written. */
export function writeHistory(dataFolder: string, history: KeptHistory): void {
  writeDurably(pathIn(dataFolder), JSON.stringify(history));
}
