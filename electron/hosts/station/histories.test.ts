import { describe, expect, it } from 'vitest';
import { Histories } from './testing/histories.ts';
import { testCity } from './testing/test-station.ts';

const COUNT = Number(process.env['COMMAND_CENTER_HISTORIES'] ?? 40);

describe('a station whose line and program break anywhere', () => {
  it(`is what PostgreSQL says after each of ${COUNT} histories`, { timeout: 120_000 + COUNT * 5000 }, async () => {
    const city = await testCity();
    const histories = await Histories.open(city);
    try {
      const result = await histories.run({ city, count: COUNT, firstSeed: 1 });
      expect(result.failures).toEqual([]);
      expect(result.breaks).toBeGreaterThan(COUNT / 2);
      expect(result.snapshots).toBeGreaterThan(1);
    } finally {
      await histories.close();
    }
  });
});
