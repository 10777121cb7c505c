/**
 * Fixes of a track as they are stored, about six bytes each. A fix is three LEB128 numbers: seconds since the fix before (of the first: since the
 * shift's start) times two, plus one where nothing was heard in between; then how far longitude and latitude are from the fix before (of the
 * first: from 0), in 1e-6 degrees, zigzag. Between two fixes that are no gap the way was straight.
 */
export interface TrackFixes {
  readonly atMs: Float64Array;
  /** 1e-7 degrees, as everywhere. */
  readonly longitude: Int32Array;
  readonly latitude: Int32Array;
  /** 1 where nothing was heard since the fix before. */
  readonly isAfterGap: Uint8Array;
}

/** 1e-7 degrees a stored unit: a tenth of a metre, where a handheld is off by metres. */
export const FIX_UNIT = 10;
const SECOND_MS = 1000;
/** In stored units. */
const MOST_LONGITUDE = 180_000_000;
const MOST_LATITUDE = 90_000_000;
const LEAST_BYTES_A_FIX = 3;
const MOST_BYTES_A_FIX = 15;
/** Every value that is stored fits: 35 bits. */
const MOST_BYTES_A_NUMBER = 5;

/** Writes fixes in order of time; one writer is used again and again. */
export class FixWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #second = 0;
  #longitude = 0;
  #latitude = 0;
  #isEmpty = true;

  begin(startedAtMs: number): void {
    this.#length = 0;
    this.#second = Math.floor(startedAtMs / SECOND_MS);
    this.#longitude = 0;
    this.#latitude = 0;
    this.#isEmpty = true;
  }

  /** A second fix within one second is left out. */
  add(atMs: number, longitude: number, latitude: number, isAfterGap: boolean): void {
    const second = Math.floor(atMs / SECOND_MS);
    if (!this.#isEmpty && second <= this.#second) return;
    if (this.#length + MOST_BYTES_A_FIX > this.#bytes.length) this.#grow();
    const [x, y] = [Math.round(longitude / FIX_UNIT), Math.round(latitude / FIX_UNIT)];
    this.#write((second - this.#second) * 2 + (isAfterGap ? 1 : 0));
    this.#write(zigzag(x - this.#longitude));
    this.#write(zigzag(y - this.#latitude));
    this.#second = second;
    this.#longitude = x;
    this.#latitude = y;
    this.#isEmpty = false;
  }

  /** The fixes since `begin`. */
  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(): void {
    const longer = new Uint8Array(this.#bytes.length * 2);
    longer.set(this.#bytes);
    this.#bytes = longer;
  }

  #write(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
    this.#bytes[this.#length++] = rest;
  }
}

function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Walks over fixes one by one; stops before the first that is cut short, not later than the one before it, or nowhere on earth. */
class FixReader {
  readonly #bytes: Uint8Array;
  /** Behind the last fix that was read. */
  #at = 0;
  #next = 0;
  second: number;
  longitude = 0;
  latitude = 0;
  isAfterGap = 0;

  constructor(startedAtMs: number, bytes: Uint8Array) {
    this.#bytes = bytes;
    this.second = Math.floor(startedAtMs / SECOND_MS);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  read(): boolean {
    this.#next = this.#at;
    const time = this.#number();
    const longitude = this.longitude + unzigzag(this.#number());
    const latitude = this.latitude + unzigzag(this.#number());
    const isLater = time >= 2 || (this.#at === 0 && time >= 0);
    // A number that is cut short is NaN, and passes no comparison.
    if (!isLater || !(Math.abs(longitude) <= MOST_LONGITUDE && Math.abs(latitude) <= MOST_LATITUDE)) return false;
    this.isAfterGap = time % 2;
    this.second += (time - this.isAfterGap) / 2;
    this.longitude = longitude;
    this.latitude = latitude;
    this.#at = this.#next;
    return true;
  }

  #number(): number {
    let value = 0;
    let factor = 1;
    for (let length = 0; length < MOST_BYTES_A_NUMBER; length += 1) {
      const byte = this.#bytes[this.#next++];
      if (byte === undefined) return Number.NaN;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
    return Number.NaN;
  }
}

/** Whether bytes are fixes and nothing else. */
export function areFixes(bytes: Uint8Array): boolean {
  const reader = new FixReader(0, bytes);
  while (!reader.isAtEnd) if (!reader.read()) return false;
  return true;
}

/** Visits what of the bytes is whole and in order of time: seconds since the epoch, coordinates in FIX_UNIT. */
export function eachFix(
  startedAtMs: number,
  bytes: Uint8Array,
  visit: (second: number, longitude: number, latitude: number, isAfterGap: number) => void,
): void {
  const reader = new FixReader(startedAtMs, bytes);
  while (!reader.isAtEnd && reader.read()) visit(reader.second, reader.longitude, reader.latitude, reader.isAfterGap);
}

/** What of the bytes is whole and in order of time. */
export function decodeFixes(startedAtMs: number, bytes: Uint8Array): TrackFixes {
  const most = Math.floor(bytes.length / LEAST_BYTES_A_FIX);
  const atMs = new Float64Array(most);
  const longitude = new Int32Array(most);
  const latitude = new Int32Array(most);
  const isAfterGap = new Uint8Array(most);
  let count = 0;
  eachFix(startedAtMs, bytes, (second, x, y, afterGap) => {
    atMs[count] = second * SECOND_MS;
    longitude[count] = x * FIX_UNIT;
    latitude[count] = y * FIX_UNIT;
    isAfterGap[count] = afterGap;
    count += 1;
  });
  return {
    atMs: atMs.slice(0, count),
    longitude: longitude.slice(0, count),
    latitude: latitude.slice(0, count),
    isAfterGap: isAfterGap.slice(0, count),
  };
}
