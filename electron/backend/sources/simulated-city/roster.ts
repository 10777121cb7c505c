import { WORKER_ROLES } from '../../../../shared/domain/workers.ts';
import { DAY_MS, MINUTE_MS, dayOf, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import type { Places } from './places.ts';
import type { Preset } from './presets.ts';
import { STREAM, fraction, hash } from './random.ts';

const ROLE = {
  gridWorker: WORKER_ROLES.indexOf('gridWorker'),
  gridLeader: WORKER_ROLES.indexOf('gridLeader'),
  socialWorker: WORKER_ROLES.indexOf('socialWorker'),
};

/** Start and end in minutes of the day; an end before the start runs past midnight. */
type Shift = readonly [startMinute: number, endMinute: number];
const DAY_SHIFTS: readonly [Shift, ...Shift[]] = [
  [450, 1050],
  [480, 1050],
  [480, 1080],
  [510, 1080],
  [540, 1110],
];
const EVENING_SHIFTS: readonly [Shift, ...Shift[]] = [
  [780, 1290],
  [840, 1320],
];
const NIGHT_SHIFTS: readonly [Shift, ...Shift[]] = [
  [1140, 480],
  [1200, 510],
];
/** Of the workers who lead no grid; leaders work by day. */
const NIGHT_SHARE = 0.102;
const EVENING_SHARE = 0.12;
/** One worker in so many of a community leads its grids. */
const WORKERS_A_LEADER = 4;
/** Handhelds are put away during the last minute and a half of a shift, not all in the same millisecond. */
const LEAVING_MS = 90_000;

/** From the start of a shift to the moment the handheld is put away, half open. */
type ShiftTimes = readonly [fromMs: number, toMs: number];

/** Workers by index 0 … count − 1, ordered by home grid; a worker's id is the index + 1. */
export interface Roster {
  readonly count: number;
  readonly grid: Int32Array;
  readonly role: Uint8Array;
  readonly startMinute: Uint16Array;
  readonly endMinute: Uint16Array;
  readonly person: Uint32Array;
  /** Workers who serve a grid: those of its community, else of its street, else the nearest one. Half-open range, never empty. */
  servingGrid(grid: number): readonly [from: number, to: number];
  leaderOfGrid(grid: number): number;
  /** The shift that began on that day, from its start to the moment the handheld is put away. */
  shiftOf(worker: number, day: DayNumber): ShiftTimes;
  /** The shift that covers this moment, or null off duty. */
  shiftAt(worker: number, atMs: number): ShiftTimes | null;
  isOnDuty(worker: number, atMs: number): boolean;
}

function pickShift(bits: number, isLeader: boolean): Shift {
  const share = fraction(bits);
  const pick = (shifts: readonly [Shift, ...Shift[]]): Shift => shifts[bits % shifts.length] ?? shifts[0];
  if (isLeader || share >= NIGHT_SHARE + EVENING_SHARE) return pick(DAY_SHIFTS);
  return pick(share < NIGHT_SHARE ? NIGHT_SHIFTS : EVENING_SHIFTS);
}

/** First worker of every area, given each worker's area in ascending order. */
function firstOfArea(areaCount: number, count: number, areaOf: (worker: number) => number): Uint32Array {
  const first = new Uint32Array(areaCount + 1).fill(count);
  for (let worker = count - 1; worker >= 0; worker -= 1) first[areaOf(worker)] = worker;
  for (let area = areaCount - 1; area >= 0; area -= 1) first[area] = Math.min(first[area] ?? count, first[area + 1] ?? count);
  return first;
}

type WorkerColumns = Pick<Roster, 'grid' | 'role' | 'startMinute' | 'endMinute' | 'person'>;

function drawWorkers({ city, gridAt }: Places, count: number, seed: number): WorkerColumns {
  const { grids } = city;
  const columns: WorkerColumns = {
    grid: new Int32Array(count),
    role: new Uint8Array(count),
    startMinute: new Uint16Array(count),
    endMinute: new Uint16Array(count),
    person: new Uint32Array(count),
  };
  for (let worker = 0, place = 0, community = -1; worker < count; worker += 1) {
    // Even steps through the population put workers where people live, in order of grid.
    const home = gridAt((worker + 0.5) / count, 0, grids.count);
    place = grids.community[home] === community ? place + 1 : 0;
    community = grids.community[home] ?? -1;
    const isLeader = place % WORKERS_A_LEADER === 0;
    columns.grid[worker] = home;
    columns.role[worker] = isLeader ? ROLE.gridLeader : place % 3 === 2 ? ROLE.socialWorker : ROLE.gridWorker;
    [columns.startMinute[worker], columns.endMinute[worker]] = pickShift(hash(seed, STREAM.worker, worker), isLeader);
    columns.person[worker] = hash(seed, STREAM.person, worker, -1);
  }
  return columns;
}

/** Answers who serves a grid. */
function createServing({ city }: Places, { grid }: WorkerColumns): Roster['servingGrid'] {
  const { grids, communities, streets } = city;
  const count = grid.length;
  const firstOfCommunity = firstOfArea(communities.count, count, (worker) => grids.community[grid[worker] ?? 0] ?? 0);
  const firstOfStreet = firstOfArea(streets.count, count, (worker) => grids.street[grid[worker] ?? 0] ?? 0);
  const rangeIn = (first: Uint32Array, area: number): readonly [number, number] => [first[area] ?? 0, first[area + 1] ?? 0];
  return (of) => {
    const inCommunity = rangeIn(firstOfCommunity, grids.community[of] ?? 0);
    if (inCommunity[0] < inCommunity[1]) return inCommunity;
    const inStreet = rangeIn(firstOfStreet, grids.street[of] ?? 0);
    if (inStreet[0] < inStreet[1]) return inStreet;
    const nearest = Math.min(inStreet[0], count - 1);
    return [nearest, nearest + 1];
  };
}

export function createRoster(places: Places, preset: Preset, seed: number): Roster {
  const columns = drawWorkers(places, preset.workers, seed);
  const servingGrid = createServing(places, columns);
  const shiftOf = (worker: number, day: DayNumber): ShiftTimes => {
    const start = columns.startMinute[worker] ?? 0;
    const end = columns.endMinute[worker] ?? 0;
    const toMs = startOfDay(day) + end * MINUTE_MS + (end < start ? DAY_MS : 0);
    return [startOfDay(day) + start * MINUTE_MS, toMs - ((columns.person[worker] ?? 0) % LEAVING_MS)];
  };
  const covers = ([fromMs, toMs]: ShiftTimes, atMs: number): boolean => fromMs <= atMs && atMs < toMs;
  const shiftAt = (worker: number, atMs: number): ShiftTimes | null => {
    const today = shiftOf(worker, dayOf(atMs));
    if (covers(today, atMs)) return today;
    const before = shiftOf(worker, dayOf(atMs) - 1);
    return covers(before, atMs) ? before : null;
  };
  return {
    ...columns,
    count: preset.workers,
    servingGrid,
    shiftOf,
    shiftAt,
    leaderOfGrid: (of) => {
      const [from, to] = servingGrid(of);
      return from + WORKERS_A_LEADER * (of % Math.ceil((to - from) / WORKERS_A_LEADER));
    },
    isOnDuty: (worker, atMs) => shiftAt(worker, atMs) !== null,
  };
}
