import { beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS, minuteOfDay } from '../../../../shared/domain/time.ts';
import { POSITION_STALE_MS, VISIT_KINDS, WORKER_ROLES } from '../../../../shared/domain/workers.ts';
import type { TableRow } from '../../../../shared/tables/index.ts';
import { areFixes, decodeFixes } from '../../../../shared/domain/track-fixes.ts';
import { featureContains } from '../../../../shared/city/city-lookup.ts';
import { TrackPool } from '../../time/track-pool.ts';
import { distanceMeters } from './geometry.ts';
import { at } from './testing/city-run.ts';
import { CityRows, NOW, PATIENCE_MS, share } from './testing/city-rows.ts';

let rows: CityRows;
let workers: readonly TableRow<'worker'>[];
let visits: readonly TableRow<'visit'>[];
let positions: readonly TableRow<'position'>[];
let tasks: readonly TableRow<'task'>[];
beforeAll(async () => {
  rows = await CityRows.load();
  workers = rows.at('worker');
  visits = rows.at('visit');
  positions = rows.at('position');
  tasks = rows.at('task');
}, PATIENCE_MS);

function isOnShift(worker: TableRow<'worker'> | undefined, atMs: number): boolean {
  if (worker === undefined) return false;
  const { shift_start_minute: start, shift_end_minute: end } = worker;
  const minute = minuteOfDay(atMs);
  return start < end ? start <= minute && minute < end : start <= minute || minute < end;
}

describe('workers', { timeout: PATIENCE_MS }, () => {
  it('are seven thousand, with leaders for the grids of their own community', () => {
    expect(workers).toHaveLength(7_000);
    const leader = WORKER_ROLES.indexOf('gridLeader');
    const byId = new Map(workers.map((row) => [row.id, row]));
    for (const profile of rows.at('grid_profile')) {
      expect(byId.get(profile.leader_id)?.role).toBe(leader);
      expect(byId.get(profile.leader_id)?.worker_name).toBe(profile.leader_name);
    }
  });

  it('have a position exactly while they are on duty', () => {
    for (const clock of ['03:00', '07:45', '12:10', '17:45', '21:40', '23:59']) {
      const atMs = at(`2026-11-23 ${clock}`);
      const onDuty = workers.filter((worker) => isOnShift(worker, atMs));
      const located = new Set(rows.at('position', atMs).map(({ worker_id }) => worker_id));
      expect(onDuty.length).toBeGreaterThan(400);
      // Who has just come may still be silent; who is about to leave may have put the handheld away.
      expect(share(onDuty, ({ id }) => located.has(id))).toBeGreaterThan(0.97);
      const ids = new Set(onDuty.map(({ id }) => id));
      expect([...located].filter((id) => !ids.has(id))).toEqual([]);
    }
    expect(positions.length).toBeGreaterThan(6_000);
  });

  it('report every five to ten seconds, but for a few who are out of reach for longer', () => {
    const ages = positions.map(({ located_at }) => NOW - located_at);
    expect(share(ages, (age) => age <= 10_000)).toBeGreaterThan(0.97);
    expect(ages.filter((age) => age > POSITION_STALE_MS).length).toBeGreaterThan(5);
    const moments: number[] = [];
    const inReach = positions.find(({ located_at }) => NOW - located_at < 10_000)?.worker_id ?? 0;
    for (let atMs = NOW; atMs < NOW + 2 * MINUTE_MS; atMs += 500)
      moments.push(rows.family('position').rowAt(inReach, atMs)?.located_at ?? 0);
    const gaps = [...new Set(moments)].map((moment, index, all) => moment - (all[index - 1] ?? moment)).slice(1);
    expect(gaps.length).toBeGreaterThan(10);
    expect(gaps.every((gap) => gap >= 5_000 && gap <= 10_000)).toBe(true);
  });

  it('stay in the city, in the grid they say, and get nowhere faster than a scooter', () => {
    expect(share(positions, ({ grid }) => grid >= 0)).toBeGreaterThan(0.99);
    const isInGrid = ({ grid, longitude, latitude }: TableRow<'position'>): boolean =>
      grid < 0 || featureContains(rows.city.grids.outline, grid, longitude, latitude);
    expect(positions.filter((row) => !isInGrid(row))).toEqual([]);
    const later = new Map(rows.at('position', NOW + MINUTE_MS).map((row) => [row.worker_id, row]));
    const walks = positions.flatMap((row) => {
      const next = later.get(row.worker_id);
      if (next === undefined || next.located_at === row.located_at) return [];
      const meters = Math.hypot((next.longitude - row.longitude) * 0.00943, (next.latitude - row.latitude) * 0.01112);
      return [{ meters, speed: meters / ((next.located_at - row.located_at) / 1000) }];
    });
    expect(walks.filter(({ speed }) => speed > 8)).toEqual([]);
    const moved = walks.filter(({ meters }) => meters > 30).length;
    expect(moved).toBeGreaterThan(positions.length * 0.05);
  });
});

/** The address of a record that was matched by hand names no door. */
function wasMatchedByHand({ address }: TableRow<'task'>): boolean {
  return !address.includes('单元');
}

describe('visits', () => {
  it('are made by somebody on duty, within what the compound has', () => {
    const { compounds } = rows.city;
    const isWithin = ({ compound, grid, building, unit, floor_from, floor_to }: TableRow<'visit'>): boolean =>
      compound < 0 ||
      (compounds.grid[compound] === grid &&
        building >= 1 &&
        building <= (compounds.buildings[compound] ?? 0) &&
        unit >= 1 &&
        unit <= (compounds.unitsPerBuilding[compound] ?? 0) &&
        floor_from >= 1 &&
        floor_from <= floor_to &&
        floor_to <= (compounds.floors[compound] ?? 0));
    expect(visits.filter((visit) => !isWithin(visit))).toEqual([]);
    const byId = new Map(workers.map((row) => [row.id, row]));
    expect(visits.filter(({ worker_id, visited_at }) => !isOnShift(byId.get(worker_id), visited_at))).toEqual([]);
  });

  it('verify tasks at their own doors, by their own worker, just before the result is entered', () => {
    const byId = new Map(tasks.map((row) => [row.id, row]));
    const screening = visits.filter(({ kind, visited_at }) => kind === VISIT_KINDS.indexOf('screening') && visited_at > NOW - 5 * DAY_MS);
    expect(screening.length).toBeGreaterThan(20_000);
    const isOfItsTask = (visit: TableRow<'visit'>): boolean => {
      const task = byId.get(visit.task_id);
      if (task === undefined || task.grid !== visit.grid || task.compound !== visit.compound || task.worker_id !== visit.worker_id)
        return false;
      const door = `${visit.building}幢${visit.unit}单元${visit.floor_from}0`;
      const isAtDoor = visit.compound < 0 || wasMatchedByHand(task) || task.address.includes(door);
      return isAtDoor && (task.verified_at === null || task.verified_at - visit.visited_at < 4 * MINUTE_MS);
    };
    expect(screening.filter((visit) => !isOfItsTask(visit))).toEqual([]);
  });
});

describe('tracks', { timeout: PATIENCE_MS }, () => {
  it('tell of every shift of fourteen days, of nothing beside it, in few bytes', () => {
    const byId = new Map(workers.map((row) => [row.id, row]));
    let [count, bytes] = [0, 0];
    const unlike: number[] = [];
    for (const { id, worker_id, started_at, ends_at, known_until, fixes } of rows.at('track')) {
      count += 1;
      bytes += fixes.length;
      const { atMs } = decodeFixes(started_at, fixes);
      const isInShift =
        isOnShift(byId.get(worker_id), started_at) && isOnShift(byId.get(worker_id), known_until - 1) && known_until <= ends_at;
      const isWhole = areFixes(fixes) && (atMs[0] ?? started_at) >= started_at && (atMs.at(-1) ?? started_at) <= known_until;
      if (!isInShift || !isWhole) unlike.push(id);
    }
    expect(unlike).toEqual([]);
    expect(count).toBeGreaterThan(14 * workers.length);
    expect(count).toBeLessThanOrEqual(16 * workers.length);
    expect(bytes / count).toBeLessThan(300);
  });

  it('lead where the positions of the moment are', () => {
    const atMs = NOW - 30 * MINUTE_MS;
    const pool = new TrackPool();
    for (const { id, worker_id, started_at, ends_at, known_until, grid, fixes } of rows.at('track'))
      pool.put({ id, worker: worker_id, startedAtMs: started_at, endsAtMs: ends_at, knownUntilMs: known_until, role: 0, grid, fixes });
    // The last of each worker.
    const rowOf = new Map(Array.from({ length: pool.count }, (_, row) => [pool.tracks.worker[row], row]));
    const far = rows.at('position', atMs).filter(({ worker_id, longitude, latitude, located_at }) => {
      const place = pool.positionAt(rowOf.get(worker_id) ?? -1, located_at);
      return place === null || distanceMeters(place.longitude, place.latitude, longitude, latitude) > 20;
    });
    expect(far).toEqual([]);
  });
});
