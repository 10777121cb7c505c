import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../clock.ts';
import type { ReadDb } from '../db/database.ts';

/** What every read model is asked of. */
export interface QueryContext {
  readonly db: ReadDb;
  readonly city: City;
  readonly clock: Clock;
}
