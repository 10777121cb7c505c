import { beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../shared/city/city.ts';
import { testCity } from '../../electron/hosts/station/testing/test-station.ts';
import type { Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

/** A seed of its own, so that `npm test` does not try the full run's first rounds again. */
const SEED = 7;
/** For a machine on which everything else runs as well; scenarios give up by themselves where nothing goes on. */
const PATIENCE_MS = 600_000;

/** A representative cut of what `npm run test:faults` tries. */
export function describeCut(of: Scenario['of']): void {
  let city: City;

  beforeAll(async () => {
    city = await testCity();
  });

  describe(`a representative cut of npm run test:faults, the ${of}`, () => {
    for (const { name, cut, missing, run } of SCENARIOS.filter((scenario) => scenario.of === of && scenario.cut > 0)) {
      const why = missing?.() ?? null;
      if (why !== null) console.error(`${name} is not tried: ${why}`);
      it.skipIf(why !== null)(`${name}: ${cut} times, nothing lost, doubled or invented`, { timeout: PATIENCE_MS }, async () => {
        expect((await run({ city, count: cut, seed: SEED })).failures).toEqual([]);
      });
    }
  });
}
