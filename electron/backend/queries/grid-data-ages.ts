import type { GridDataAges } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { ageClassOf, collectedAgeMs } from '../../../shared/domain/data-age.ts';
import { DATA_CATEGORIES, NO_PROFILE } from '../../../shared/domain/data-categories.ts';
import { sql } from '../db/sql.ts';
import { inGrids } from './area-filter.ts';
import { inSlices } from './in-slices.ts';
import type { QueryContext } from './query-context.ts';

const BYTES_PER_MINUTE = 4;

/** When each category was last collected, 0 for never. Stored as little-endian uint32, whatever the machine's order is. */
export function collectedMinutes(bytes: Uint8Array | undefined): Uint32Array {
  const minutes = new Uint32Array(DATA_CATEGORIES.length);
  if (bytes === undefined) return minutes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isThere = (index: number): boolean => (index + 1) * BYTES_PER_MINUTE <= bytes.byteLength;
  return minutes.map((_, index) => (isThere(index) ? view.getUint32(index * BYTES_PER_MINUTE, true) : 0));
}

/** How many categories of every grid of an area are old, in slices. */
export async function gridDataAges({ db, city, clock }: QueryContext, area: AreaRef, signal: CallSignal): Promise<GridDataAges> {
  const asOfMs = clock.now();
  const oldCategories = new Uint8Array(city.grids.count).fill(NO_PROFILE);
  const isOld = (minute: number): boolean => ageClassOf(collectedAgeMs(minute, asOfMs)) === 'old';
  await inSlices(gridRangeOf(city, area), signal, (slice) => {
    const rows = db.values(sql`SELECT grid, data_collected_at FROM grid_profile WHERE ${inGrids('grid', slice)}`);
    for (const [grid, bytes] of rows) {
      oldCategories[Number(grid)] = collectedMinutes(bytes instanceof Uint8Array ? bytes : undefined).filter(isOld).length;
    }
  });
  return { asOfMs, oldCategories };
}
