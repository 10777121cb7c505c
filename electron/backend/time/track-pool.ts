import { eachFix, FIX_UNIT } from '../../../shared/domain/track-fixes.ts';
import { resized } from './resized.ts';

/** A shift's track as it is read; times in milliseconds. */
export interface ReadTrack {
  readonly id: number;
  readonly worker: number;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  readonly knownUntilMs: number;
  readonly role: number;
  readonly grid: number;
  readonly fixes: Uint8Array;
}

/** In 1e-7 degrees, and when it was last heard. */
export interface TrackPosition {
  readonly longitude: number;
  readonly latitude: number;
  readonly locatedAtMs: number;
}

const SECOND_MS = 1000;
const FIRST_TRACKS = 256;
const FIRST_FIXES = 8192;
/** A fix later than this since the shift's start has no place among the times: 68 years. */
const MOST_SECONDS = 2 ** 31 - 1;
/** From the middle of a track to its furthest fix, in its own unit. */
const FURTHEST = 32_767;
/** Fixes of rows that were read again lie unused until they are this much of all. */
const MOST_UNUSED_SHARE = 0.5;

function trackColumns(length: number) {
  return {
    id: new Float64Array(length),
    worker: new Float64Array(length),
    startedAtMs: new Float64Array(length),
    endsAtMs: new Float64Array(length),
    knownUntilMs: new Float64Array(length),
    role: new Uint8Array(length),
    /** Where the worker was found last: looked at first the next time. */
    lastGrid: new Int32Array(length),
    first: new Uint32Array(length),
    fixCount: new Uint32Array(length),
    /** Middle of the track, and the unit of its fixes as a power of two: both in FIX_UNIT. */
    longitude: new Int32Array(length),
    latitude: new Int32Array(length),
    unitPower: new Uint8Array(length),
  };
}

function fixColumns(length: number) {
  return {
    /** Seconds since the shift's start times two, plus one where nothing was heard since the fix before. */
    time: new Uint32Array(length),
    east: new Int16Array(length),
    north: new Int16Array(length),
  };
}

/**
 * Tracks of one day in flat arrays: 8 bytes a fix and 62 a track. A fix is as exact as it is stored where a track stays within 3.2 km of its middle, and
 * to a tenth of a metre more for each doubling of that.
 */
export class TrackPool {
  /** Rows of tracks; one that was removed is on duty at no moment. */
  count = 0;
  tracks = trackColumns(FIRST_TRACKS);
  #fixes = fixColumns(FIRST_FIXES);
  #fixEnd = 0;
  #unused = 0;
  /** Rows before this one ascend by id; those behind are found in the map. */
  #sorted = 0;
  readonly #late = new Map<number, number>();
  /** Fixes of the track that is taken over. */
  readonly #read = { second: [] as number[], longitude: [] as number[], latitude: [] as number[], afterGap: [] as number[] };

  /** Bytes that the arrays hold. */
  get byteLength(): number {
    return [...Object.values(this.tracks), ...Object.values(this.#fixes)].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Takes over a track, in the place of the one of the same id. */
  put(track: ReadTrack): void {
    const row = this.#rowFor(track.id);
    const { tracks } = this;
    tracks.worker[row] = track.worker;
    tracks.startedAtMs[row] = track.startedAtMs;
    tracks.endsAtMs[row] = track.endsAtMs;
    tracks.knownUntilMs[row] = track.knownUntilMs;
    tracks.role[row] = track.role;
    tracks.lastGrid[row] = track.grid;
    this.#unused += tracks.fixCount[row] ?? 0;
    this.#decode(track);
    this.#append(row, Math.floor(track.startedAtMs / SECOND_MS));
    if (this.#unused > this.#fixEnd * MOST_UNUSED_SHARE) this.trim();
  }

  remove(id: number): void {
    const row = this.#rowOf(id);
    if (row < 0) return;
    this.#unused += this.tracks.fixCount[row] ?? 0;
    this.tracks.fixCount[row] = 0;
    this.tracks.endsAtMs[row] = Number.NEGATIVE_INFINITY;
  }

  /** Gives back what is not used: when a day was read as a whole. */
  trim(): void {
    const { first, fixCount } = this.tracks;
    const packed = fixColumns(this.#fixEnd - this.#unused);
    let end = 0;
    for (let row = 0; row < this.count; row += 1) {
      const [from, length] = [first[row] ?? 0, fixCount[row] ?? 0];
      packed.time.set(this.#fixes.time.subarray(from, from + length), end);
      packed.east.set(this.#fixes.east.subarray(from, from + length), end);
      packed.north.set(this.#fixes.north.subarray(from, from + length), end);
      first[row] = end;
      end += length;
    }
    this.#fixes = packed;
    this.#fixEnd = end;
    this.#unused = 0;
    this.tracks = resized(this.tracks, trackColumns, this.count);
  }

  /** Where the worker of a track was at a moment, and when that was last heard; null before the first fix. */
  positionAt(row: number, momentMs: number): TrackPosition | null {
    const { tracks } = this;
    const first = tracks.first[row] ?? 0;
    const end = first + (tracks.fixCount[row] ?? 0);
    const startMs = Math.floor((tracks.startedAtMs[row] ?? 0) / SECOND_MS) * SECOND_MS;
    const from = this.#lastBy(first, end, momentMs - startMs);
    if (from < first) return null;
    const fix = this.#fixAt(row, from, startMs);
    const to = from + 1;
    // Behind the last fix, and in a gap, the last word stands and grows old.
    if (to >= end) return { ...fix, locatedAtMs: Math.max(fix.locatedAtMs, Math.min(momentMs, tracks.knownUntilMs[row] ?? 0)) };
    if ((this.#fixes.time[to] ?? 0) % 2 === 1) return fix;
    const next = this.#fixAt(row, to, startMs);
    const share = (momentMs - fix.locatedAtMs) / (next.locatedAtMs - fix.locatedAtMs);
    return {
      longitude: Math.round(fix.longitude + (next.longitude - fix.longitude) * share),
      latitude: Math.round(fix.latitude + (next.latitude - fix.latitude) * share),
      locatedAtMs: momentMs,
    };
  }

  /** The last fix of first … end − 1 that lies at or before a time since the start, first − 1 when none does. */
  #lastBy(first: number, end: number, sinceStartMs: number): number {
    const { time } = this.#fixes;
    let found = first - 1;
    for (let low = first, high = end - 1; low <= high; ) {
      const middle = (low + high) >>> 1;
      if (((time[middle] ?? 0) >>> 1) * SECOND_MS <= sinceStartMs) {
        found = middle;
        low = middle + 1;
      } else high = middle - 1;
    }
    return found;
  }

  #fixAt(row: number, fix: number, startMs: number): TrackPosition {
    const { longitude, latitude, unitPower } = this.tracks;
    const { time, east, north } = this.#fixes;
    const unit = 2 ** (unitPower[row] ?? 0);
    return {
      longitude: ((longitude[row] ?? 0) + (east[fix] ?? 0) * unit) * FIX_UNIT,
      latitude: ((latitude[row] ?? 0) + (north[fix] ?? 0) * unit) * FIX_UNIT,
      locatedAtMs: startMs + ((time[fix] ?? 0) >>> 1) * SECOND_MS,
    };
  }

  #decode({ startedAtMs, fixes }: ReadTrack): void {
    const { second, longitude, latitude, afterGap } = this.#read;
    second.length = longitude.length = latitude.length = afterGap.length = 0;
    const latest = Math.floor(startedAtMs / SECOND_MS) + MOST_SECONDS;
    eachFix(startedAtMs, fixes, (at, x, y, isAfterGap) => {
      if (at > latest) return;
      second.push(at);
      longitude.push(x);
      latitude.push(y);
      afterGap.push(isAfterGap);
    });
  }

  /** Writes the fixes that were read behind all others, and where they lie into the row. */
  #append(row: number, startSecond: number): void {
    const { second, longitude, latitude, afterGap } = this.#read;
    const count = second.length;
    const [x, y] = [middleOf(longitude), middleOf(latitude)];
    const power = Math.max(0, Math.ceil(Math.log2(Math.max(x.reach, y.reach, 1) / FURTHEST)));
    const unit = 2 ** power;
    if (this.#fixEnd + count > this.#fixes.time.length)
      this.#fixes = resized(this.#fixes, fixColumns, Math.max(2 * this.#fixes.time.length, this.#fixEnd + count));
    const { time, east, north } = this.#fixes;
    for (let fix = 0; fix < count; fix += 1) {
      const at = this.#fixEnd + fix;
      time[at] = ((second[fix] ?? 0) - startSecond) * 2 + (afterGap[fix] ?? 0);
      east[at] = Math.round(((longitude[fix] ?? 0) - x.middle) / unit);
      north[at] = Math.round(((latitude[fix] ?? 0) - y.middle) / unit);
    }
    const { tracks } = this;
    tracks.first[row] = this.#fixEnd;
    tracks.fixCount[row] = count;
    tracks.longitude[row] = x.middle;
    tracks.latitude[row] = y.middle;
    tracks.unitPower[row] = power;
    this.#fixEnd += count;
  }

  /** Row of an id, a new one where there is none. */
  #rowFor(id: number): number {
    const known = this.#rowOf(id);
    if (known >= 0) return known;
    const row = this.count++;
    if (row === this.tracks.id.length) this.tracks = resized(this.tracks, trackColumns, Math.max(FIRST_TRACKS, 2 * row));
    if (row === this.#sorted && (row === 0 || id > (this.tracks.id[row - 1] ?? 0))) this.#sorted += 1;
    else this.#late.set(id, row);
    this.tracks.id[row] = id;
    return row;
  }

  #rowOf(id: number): number {
    const ids = this.tracks.id;
    for (let low = 0, high = this.#sorted - 1; low <= high; ) {
      const middle = (low + high) >>> 1;
      const found = ids[middle] ?? 0;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return this.#late.get(id) ?? -1;
  }
}

/** Middle of some values, and how far it is to the furthest. */
function middleOf(values: readonly number[]): { readonly middle: number; readonly reach: number } {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return { middle: 0, reach: 0 };
  const middle = Math.round((least + most) / 2);
  return { middle, reach: Math.max(most - middle, middle - least) };
}
