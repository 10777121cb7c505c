import type { SourceFinding, SourceStep } from '../../../shared/contract/source-settings.ts';
import type { SourceTrouble } from '../../../shared/contract/source-status.ts';
import { SourceFailedError } from '../replication/change.ts';

/** One thing that is tried. Resolves with what to look at although it works, rejects with SourceFailedError when it does not. */
export interface Trial {
  readonly step: SourceStep;
  run(): Promise<SourceTrouble | null | void>;
}

function troubleOf(error: unknown): SourceTrouble {
  return error instanceof SourceFailedError ? error.trouble : { code: 'source-failed', details: {} };
}

/** Tries one after the other; after the first that fails the others say nothing. */
export async function tryInTurn(trials: readonly Trial[]): Promise<readonly SourceFinding[]> {
  const findings: SourceFinding[] = [];
  let hasFailed = false;
  for (const { step, run } of trials) {
    if (hasFailed) {
      findings.push({ step, outcome: 'skipped', trouble: null });
      continue;
    }
    try {
      const warning = (await run()) ?? null;
      findings.push({ step, outcome: warning === null ? 'passed' : 'warning', trouble: warning });
    } catch (error) {
      hasFailed = true;
      findings.push({ step, outcome: 'failed', trouble: troubleOf(error) });
    }
  }
  return findings;
}
