import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../clock.ts';
import type { ReadDb } from '../db/database.ts';
import type { DueDayCounts } from './due-day-counts.ts';

/** What every read model is asked of. */
export interface QueryContext {
  readonly db: ReadDb;
  readonly city: City;
  readonly clock: Clock;
  /** Told of every applied transaction before anybody asks. */
  readonly dueDays: DueDayCounts;
  /** Set when `db` and `clock` are those of a moment that is past; see time/as-of-context.ts. */
  readonly asOfMs?: number;
}
