import type { Stand, StandRequest } from '../../../shared/contract/stand.ts';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import type { PositionThen } from './as-of-db.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { assertPast } from './as-of-context.ts';
import { AlertHistory } from './alert-history.ts';
import { mayReceivePersons } from '../access.ts';
import { TrackHistory } from './track-history.ts';
import { CoverageHistory } from './coverage-history.ts';

/** How everything on the map stood at moments that are past. Told of every applied transaction before anybody asks. */
export class Stands {
  readonly #context: QueryContext;
  readonly #coverage: CoverageHistory;
  readonly #alerts: AlertHistory;
  readonly #tracks: TrackHistory;

  constructor(context: QueryContext) {
    this.#context = context;
    this.#coverage = new CoverageHistory(context.db, context.city);
    this.#alerts = new AlertHistory(context.db, context.city);
    this.#tracks = new TrackHistory(context.db, context.city);
  }

  touch(applied: AppliedTransaction): void {
    this.#coverage.touch(applied);
    this.#alerts.touch(applied);
    this.#tracks.touch(applied);
  }

  /** Where everybody on duty was: for questions about a moment that name workers. */
  async positionsAt(atMs: number): Promise<readonly PositionThen[]> {
    const { columns } = await this.#tracks.standAt(atMs, WHOLE_CITY);
    const { id, grid, locatedAtMs, isUnrecorded } = columns;
    return Array.from(id, (worker, row) => [worker, grid[row] ?? -1, locatedAtMs[row] ?? 0, isUnrecorded[row] ?? 0] as const);
  }

  /** Coverage alone, within the caller's competence. @throws CodedError as `at` */
  coverageAt(scope: StandRequest['scope'], atMs: number, { competence }: Caller): Promise<Stand['coverage']> {
    assertPast(this.#context, atMs);
    return this.#coverage.standAt(scope, atMs, competence);
  }

  /** Within the caller's competence. @throws CodedError `unknown-batch`, `invalid-request` for a moment that is still to come */
  async at({ scope, atMs, alertsSinceMs }: StandRequest, caller: Caller): Promise<Stand> {
    const { competence } = caller;
    return {
      atMs,
      coverage: await this.coverageAt(scope, atMs, caller),
      alerts: await this.#alerts.standAt(atMs, alertsSinceMs, competence),
      workers: mayReceivePersons(caller) ? await this.#tracks.standAt(atMs, competence) : null,
    };
  }
}
