import type { CoverageColumns, TopicEvent } from '../../shared/contract/topics.ts';
import { ChangeSignal, type Schedule } from './change-signal.ts';
import type { LiveCoverage } from './live-data.ts';

export const COVERAGE_COLUMN_NAMES = [
  'listed',
  'verified',
  'verifiedOnTime',
  'unreachable',
  'deferred',
  'withdrawn',
  'overdue',
] as const satisfies readonly (keyof CoverageColumns)[];

function allocate(gridCount: number): CoverageColumns {
  return {
    listed: new Uint16Array(gridCount),
    verified: new Uint16Array(gridCount),
    verifiedOnTime: new Uint16Array(gridCount),
    unreachable: new Uint16Array(gridCount),
    deferred: new Uint16Array(gridCount),
    withdrawn: new Uint16Array(gridCount),
    overdue: new Uint16Array(gridCount),
  };
}

/** Counts of tasks per grid under the scope in view, kept by the topic `coverage`. */
export class CoverageRows extends ChangeSignal implements LiveCoverage {
  readonly columns: CoverageColumns;
  day: number | null = null;
  batchIds = new Float64Array(0);
  unplacedByStreet: Uint32Array;

  /** `unplacedByStreet` has one value a street and a last one for tasks of unknown street. */
  constructor(gridCount: number, streetCount: number, schedule: Schedule) {
    super(schedule);
    this.columns = allocate(gridCount);
    this.unplacedByStreet = new Uint32Array(streetCount + 1);
  }

  apply(event: TopicEvent<'coverage'>): void {
    if (event.kind === 'snapshot') this.#applySnapshot(event.data);
    else this.#applyDelta(event.data);
    this.unplacedByStreet = event.data.unplacedByStreet;
    this.markChanged();
  }

  #applySnapshot(snapshot: Extract<TopicEvent<'coverage'>, { kind: 'snapshot' }>['data']): void {
    this.day = snapshot.day;
    this.batchIds = Float64Array.from(snapshot.batchIds);
    for (const name of COVERAGE_COLUMN_NAMES) this.columns[name].set(snapshot.columns[name]);
  }

  #applyDelta(delta: Extract<TopicEvent<'coverage'>, { kind: 'delta' }>['data']): void {
    for (const name of COVERAGE_COLUMN_NAMES) {
      const into = this.columns[name];
      const from = delta.columns[name];
      for (let row = 0; row < delta.grids.length; row++) into[delta.grids[row] ?? 0] = from[row] ?? 0;
    }
  }
}
