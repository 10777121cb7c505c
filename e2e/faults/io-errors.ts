import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { diceOf } from '../../electron/hosts/station/testing/random-history.ts';
import { Changing } from './parts/changing.ts';
import { onPlatform, type Place } from './parts/on-platform.ts';
import { StationProcess } from './parts/station-process.ts';
import { inRounds, type Scenario, type ScenarioResult, type ScenarioRun, Tally } from './scenario.ts';

const TASKS = 2000;
const STRACE = '/usr/bin/strace';
const CALLS = ['pwrite64', 'fdatasync', 'fsync', 'ftruncate', 'pread64'] as const;
/** Calls of one thread until it fails: within what a copy and a few transactions take. */
const WITHIN = { pwrite64: 400, fdatasync: 2, fsync: 4, ftruncate: 4, pread64: 300 } as const;
const REBUILD_SHARE = 0.5;
const CHANGES_MS = 400;

/** What the station's process wrote down of the calls that failed. */
function injected(log: string): number {
  return existsSync(log) ? (readFileSync(log, 'utf8').match(/INJECTED/g)?.length ?? 0) : 0;
}

/** A folder that cannot be read or written when the station starts is a start that is refused, with its name; the next round starts again. */
async function opens(station: StationProcess): Promise<boolean> {
  try {
    await station.until(() => station.phase !== 'starting');
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("code: 'output-not-writable'")) return false;
    throw error;
  }
}

async function round({ platform, writer, folder }: Place, city: City, dice: Dice, tally: Tally): Promise<Differences> {
  const call = dice.pick(CALLS);
  const log = join(folder, 'strace.log');
  const inject = `inject=${call}:error=EIO:when=${1 + dice.below(WITHIN[call])}`;
  const under = [STRACE, '-f', '-qq', '--seccomp-bpf', '-o', log, '-e', `trace=${call}`, '-e', inject] as const;
  const station = new StationProcess({ platform, folder, under: [...under] });
  try {
    if (!(await opens(station))) {
      tally.add('refused to start, and said why');
      return {};
    }
    const changing = new Changing(writer, city, dice);
    if (dice.chance(REBUILD_SHARE)) station.tell('rebuildReplica');
    await wait(CHANGES_MS);
    await changing.stop();
    await station.has(await writeMarker(platform));
    if (!(await station.readEverything())) tally.add('met by a reader');
    await station.has(await writeMarker(platform));
    return await station.differences(platform, city);
  } finally {
    await station.stop();
    tally.add(injected(log) > 0 ? `${call} failed` : `${call} never came so far`);
  }
}

function run(given: ScenarioRun): Promise<ScenarioResult> {
  const { city, seed, count } = given;
  if (!existsSync(STRACE)) return Promise.resolve({ failures: [], tally: { 'skipped: no strace here': count } });
  return onPlatform(city, TASKS, async (place) => {
    const tally = new Tally();
    const failures = await inRounds(given, (index) => round(place, city, diceOf(seed * 700_001 + index), tally));
    return { failures, tally: tally.counts };
  });
}

export const ioErrors: Scenario = {
  name: 'io-errors',
  what: 'one read, write, truncation or sync of the station’s process fails with EIO (strace -e inject), while it opens, copies or follows: it goes on by itself, exact',
  full: 200,
  cut: 0,
  expected: ['pwrite64 failed', 'fdatasync failed'],
  run,
};
