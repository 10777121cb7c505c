import { expect, test } from 'vitest';
import { realCity } from '../sources/simulated-city/testing/city-run.ts';
import { killServer, runScenario } from './testing/scenarios.ts';

const SINGLE_KILLS = 5;
const CLUSTER_KILLS = 4;

test(`a server that is killed ${SINGLE_KILLS} times costs nobody a row`, { timeout: 120_000 }, async () => {
  const result = await runScenario(await realCity(), 1, SINGLE_KILLS, killServer);
  expect(result).toEqual({ faults: SINGLE_KILLS, exact: 3, stations: 3, extraSnapshots: 0, complaints: [] });
});

test(`of three servers one is killed, ${CLUSTER_KILLS} times over, and the two others carry on`, { timeout: 240_000 }, async () => {
  const result = await runScenario(await realCity(), 3, CLUSTER_KILLS, killServer);
  expect(result).toEqual({ faults: CLUSTER_KILLS, exact: 3, stations: 3, extraSnapshots: 0, complaints: [] });
});
