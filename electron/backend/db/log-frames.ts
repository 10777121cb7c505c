import { closeSync, openSync, readSync, statSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;
const FORMAT = 3_007_000;
const LEAST_PAGE_BYTES = 512;
const MOST_PAGE_BYTES = 65_536;
/** Read at once; frames are a little more than a page each. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** The running checksum of a log: two words of 32 bits. */
class LogChecksum {
  readonly #isBigEndian: boolean;
  #first = 0;
  #second = 0;

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian;
  }

  /** @param bytes a multiple of eight */
  add(bytes: Buffer): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isLittle = !this.#isBigEndian;
    let first = this.#first;
    let second = this.#second;
    for (let at = 0; at < bytes.length; at += 8) {
      first = (first + view.getUint32(at, isLittle) + second) | 0;
      second = (second + view.getUint32(at + 4, isLittle) + first) | 0;
    }
    this.#first = first;
    this.#second = second;
  }

  /** Whether these eight bytes hold it. */
  is(bytes: Buffer): boolean {
    return bytes.readInt32BE(0) === this.#first && bytes.readInt32BE(4) === this.#second;
  }
}

interface LogHeader {
  readonly pageBytes: number;
  readonly salt: Buffer;
  readonly checksum: LogChecksum;
}

/** Null when it heads no log. */
function headerOf(bytes: Buffer): LogHeader | null {
  const magic = bytes.readUInt32BE(0);
  const pageBytes = bytes.readUInt32BE(8);
  const isSize = pageBytes >= LEAST_PAGE_BYTES && pageBytes <= MOST_PAGE_BYTES && (pageBytes & (pageBytes - 1)) === 0;
  if ((magic & ~1) >>> 0 !== MAGIC || bytes.readUInt32BE(4) !== FORMAT || !isSize) return null;
  const checksum = new LogChecksum((magic & 1) === 1);
  checksum.add(bytes.subarray(0, 24));
  return checksum.is(bytes.subarray(24, 32)) ? { pageBytes, salt: Buffer.from(bytes.subarray(16, 24)), checksum } : null;
}

function isNext(frame: Buffer, { salt, checksum }: LogHeader): boolean {
  if (!frame.subarray(8, 16).equals(salt) || frame.readUInt32BE(0) === 0) return false;
  checksum.add(frame.subarray(0, 8));
  checksum.add(frame.subarray(FRAME_HEADER_BYTES));
  return checksum.is(frame.subarray(16, 24));
}

/** Fewer bytes than asked for where the file ends. */
function readAt(file: number, bytes: number, offset: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  let got = 0;
  for (let more = -1; more !== 0 && got < bytes; got += more) more = readSync(file, buffer, got, bytes - got, offset + got);
  return buffer.subarray(0, got);
}

function countFrames(file: number): number {
  const header = headerOf(readAt(file, HEADER_BYTES, 0));
  if (header === null) return 0;
  const frameBytes = FRAME_HEADER_BYTES + header.pageBytes;
  const framesAtOnce = Math.ceil(CHUNK_BYTES / frameBytes);
  let committed = 0;
  for (let frames = 0; ; ) {
    const chunk = readAt(file, framesAtOnce * frameBytes, HEADER_BYTES + frames * frameBytes);
    for (let at = 0; at + frameBytes <= chunk.length; at += frameBytes) {
      const frame = chunk.subarray(at, at + frameBytes);
      if (!isNext(frame, header)) return committed;
      frames += 1;
      // The size of the database after it stands in the last frame of a transaction alone.
      if (frame.readUInt32BE(4) !== 0) committed = frames;
    }
    if (chunk.length < framesAtOnce * frameBytes) return committed;
  }
}

/**
 * How many frames of a write-ahead log hold what was committed, as SQLite's recovery counts them (sqlite.org/walformat.html); 0 without a log. Of an
 * encrypted database too: checksums are over what lies on disk.
 * @throws the system's error where it cannot be read
 */
export function committedFrames(logPath: string): number {
  if ((statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) <= HEADER_BYTES) return 0;
  const file = openSync(logPath, 'r');
  try {
    return countFrames(file);
  } finally {
    closeSync(file);
  }
}
