import { beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../../shared/domain/time.ts';
import { WORK_ORDER_SOURCES } from '../../../../shared/domain/work-orders.ts';
import type { TableRow } from '../../../../shared/tables/index.ts';
import { CityRows, NOW, PATIENCE_MS, share } from './testing/city-rows.ts';

let rows: CityRows;
let orders: readonly TableRow<'work_order'>[];
let profiles: readonly TableRow<'grid_profile'>[];
beforeAll(async () => {
  rows = await CityRows.load();
  orders = rows.at('work_order');
  profiles = rows.at('grid_profile');
}, PATIENCE_MS);

describe('work orders', () => {
  it('are about six hundred a day, most closed in time, some overdue, supervised, deferred', () => {
    expect(orders.length / 14.7).toBeGreaterThan(500);
    expect(orders.length / 14.7).toBeLessThan(700);
    const closed = orders.filter(({ closed_at }) => closed_at !== null);
    expect(share(closed, ({ closed_at, due_at }) => (closed_at ?? 0) <= due_at)).toBeGreaterThan(0.75);
    expect(orders.filter(({ closed_at, due_at }) => closed_at === null && due_at < NOW).length).toBeGreaterThan(10);
    expect(orders.filter(({ supervised }) => supervised === 1).length).toBeGreaterThan(10);
    expect(orders.filter(({ deferred_at }) => deferred_at !== null).length).toBeGreaterThan(100);
    expect(share(orders, ({ source }) => WORK_ORDER_SOURCES[source] === 'hotline12345')).toBeCloseTo(0.42, 1);
    expect(orders.every(({ title }) => title.length > 4 && !title.includes('{'))).toBe(true);
  });
});

describe('grid profiles', () => {
  it('hold an age for each of the 45 categories: most fresh, some stale by months, some never', () => {
    const ages: (number | null)[] = profiles.flatMap(({ data_collected_at: bytes }) => {
      expect(bytes).toHaveLength(180);
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      return Array.from({ length: 45 }, (_, category) => {
        const minutes = view.getUint32(category * 4, true);
        return minutes === 0 ? null : NOW - minutes * MINUTE_MS;
      });
    });
    expect(ages.every((age) => age === null || age >= 0)).toBe(true);
    expect(share(ages, (age) => age === null)).toBeCloseTo(0.03, 2);
    expect(share(ages, (age) => age !== null && age < 30 * DAY_MS)).toBeGreaterThan(0.5);
    expect(share(ages, (age) => age !== null && age > 90 * DAY_MS)).toBeGreaterThan(0.05);
  });
});
