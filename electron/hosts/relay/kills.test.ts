import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testCity } from '../station/testing/test-station.ts';
import { killRelays, killStations } from './testing/kill-scenarios.ts';
import { RelayedPlatform } from './testing/relayed-platform.ts';

const STREETS = ['320106002', '320106003'];
const RELAY_KILLS = 4;
const STATION_KILLS = 6;
const PATIENCE_MS = 180_000;

let relayed: RelayedPlatform;

beforeAll(async () => {
  relayed = await RelayedPlatform.start(await testCity(), STREETS);
}, PATIENCE_MS);

afterAll(async () => {
  await relayed.remove();
}, PATIENCE_MS);

describe('what is killed while the platform is written', { timeout: PATIENCE_MS }, () => {
  test(`costs no row and doubles none: the relay, ${RELAY_KILLS} times`, async () => {
    await relayed.startRelay();
    const result = await killRelays(relayed, STREETS, RELAY_KILLS);
    expect(result).toEqual({ kills: RELAY_KILLS, commits: result.commits, differences: {}, hasRightSummaries: true });
    expect(result.commits).toBeGreaterThan(RELAY_KILLS);
  });

  test(`costs no row and doubles none: a station, ${STATION_KILLS} times`, async () => {
    const result = await killStations(relayed, STREETS, STATION_KILLS);
    expect(result).toEqual({ kills: STATION_KILLS, commits: result.commits, differences: {}, hasRightSummaries: true });
    expect(result.commits).toBeGreaterThan(STATION_KILLS);
  });
});
