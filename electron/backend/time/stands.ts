import type { Stand, StandRequest } from '../../../shared/contract/stand.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { assertPast } from './as-of-context.ts';
import { AlertHistory } from './alert-history.ts';
import { CoverageHistory } from './coverage-history.ts';

/** How everything on the map stood at moments that are past. Told of every applied transaction before anybody asks. */
export class Stands {
  readonly #context: QueryContext;
  readonly #coverage: CoverageHistory;
  readonly #alerts: AlertHistory;

  constructor(context: QueryContext) {
    this.#context = context;
    this.#coverage = new CoverageHistory(context.db, context.city);
    this.#alerts = new AlertHistory(context.db, context.city);
  }

  touch(applied: AppliedTransaction): void {
    this.#coverage.touch(applied);
    this.#alerts.touch(applied);
  }

  /** Within the caller's competence. @throws CodedError `unknown-batch`, `invalid-request` for a moment that is still to come */
  async at({ scope, atMs, alertsSinceMs }: StandRequest, { competence }: Caller): Promise<Stand> {
    assertPast(this.#context, atMs);
    return {
      atMs,
      coverage: await this.#coverage.standAt(scope, atMs, competence),
      alerts: await this.#alerts.standAt(atMs, alertsSinceMs, competence),
    };
  }
}
