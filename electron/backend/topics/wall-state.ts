import type { WallSettings, WallSnapshot } from '../../../shared/contract/wall.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { shownCount } from '../../../shared/domain/suppression.ts';
import { sql } from '../db/sql.ts';
import { inArea } from '../queries/area-filter.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { openAlerts } from '../wall/wall-alerts.ts';
import { wallAreas } from '../wall/wall-areas.ts';
import { CoverageState } from './coverage-state.ts';
import type { Refreshed, TopicState } from './topic-state.ts';

/** Ages on a wall are told although nothing changes. */
const HEARTBEAT_MS = 30_000;

/** Aggregates of a competence for everybody who passes by: what is too small to be said never leaves here. */
export class WallState implements TopicState<'wall'> {
  readonly #context: QueryContext;
  readonly #competence: AreaRef;
  readonly #readSettings: () => WallSettings;
  readonly #coverage: CoverageState;
  #shown: WallSnapshot | null = null;

  constructor(context: QueryContext, competence: AreaRef, readSettings: () => WallSettings) {
    this.#context = context;
    this.#competence = competence;
    this.#readSettings = readSettings;
    this.#coverage = new CoverageState(context, { kind: 'today' }, competence);
  }

  touch(applied: AppliedTransaction): boolean {
    const isCoverage = this.#coverage.touch(applied);
    return isCoverage || (['alert', 'position'] as const).some((table) => (applied.tables.get(table)?.keys.length ?? 0) > 0);
  }

  /** Always told as a whole: a delta of what is hidden here and shown there would be another rule to get wrong. */
  refresh(): Refreshed<'wall'> {
    this.#coverage.refresh();
    this.#shown = this.#read();
    return { kind: 'replaced' };
  }

  snapshot(): WallSnapshot {
    return this.#shown ?? this.#read();
  }

  forget(): void {
    this.#coverage.forget();
  }

  nextChangeAtMs(): number {
    const heartbeatAtMs = this.#context.clock.now() + HEARTBEAT_MS;
    return Math.min(heartbeatAtMs, this.#coverage.nextChangeAtMs() ?? heartbeatAtMs);
  }

  #read(): WallSnapshot {
    const { city, clock, db } = this.#context;
    const { day, columns, unplacedByStreet } = this.#coverage.snapshot();
    const alerts = openAlerts(this.#context, this.#competence);
    const workers = db.value<number>(sql`SELECT COUNT(*) FROM position WHERE ${inArea(city, 'grid', this.#competence)}`) ?? 0;
    return {
      nowMs: clock.now(),
      day,
      ...wallAreas(city, this.#competence, columns, alerts.premises),
      unplaced: shownCount(unplacedByStreet.reduce((total, count) => total + count, 0)),
      workersOnDuty: shownCount(workers),
      personAlerts: shownCount(alerts.persons),
      premisesAlertsByLevel: alerts.premisesByLevel,
      latestAlerts: alerts.latest,
      ...this.#readSettings(),
    };
  }
}
