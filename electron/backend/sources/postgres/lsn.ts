/**
 * A place in PostgreSQL's write-ahead log: bytes since the cluster was made, as a number. Exact up to 2^53 bytes, nine petabytes of log.
 * As text it is written as PostgreSQL writes it: two hexadecimal halves, `16/B374D848`.
 */
export type Lsn = number;

const HALF = 2 ** 32;
const LSN_TEXT = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i;

/** Null when the text is no place in a log, or beyond what a number holds exactly. */
export function parseLsn(text: string): Lsn | null {
  const match = LSN_TEXT.exec(text);
  if (match === null) return null;
  const lsn = Number.parseInt(match[1] ?? '', 16) * HALF + Number.parseInt(match[2] ?? '', 16);
  return Number.isSafeInteger(lsn) ? lsn : null;
}

export function formatLsn(lsn: Lsn): string {
  return `${Math.floor(lsn / HALF).toString(16)}/${(lsn % HALF).toString(16)}`.toUpperCase();
}

/** The eight bytes of the replication protocol, big-endian. */
export function readLsn(bytes: Buffer, offset: number): Lsn {
  return bytes.readUInt32BE(offset) * HALF + bytes.readUInt32BE(offset + 4);
}

export function writeLsn(bytes: Buffer, lsn: Lsn, offset: number): void {
  bytes.writeUInt32BE(Math.floor(lsn / HALF), offset);
  bytes.writeUInt32BE(lsn % HALF, offset + 4);
}
