/** Values as PostgreSQL's binary format writes them. */
export const OIDS = { bytes: 17, bigint: 20, smallint: 21, integer: 23, text: 25, double: 701, timestamptz: 1184 } as const;

const POSTGRES_EPOCH_MICROS = 946_684_800_000_000n;

export function bigintBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

/** @param micros since the Unix epoch */
export function momentBytes(micros: bigint): Buffer {
  return bigintBytes(micros - POSTGRES_EPOCH_MICROS);
}

export function doubleBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

/** A whole binary copy of rows of values, null for NULL. */
export function binaryCopy(rows: readonly (readonly (Buffer | null)[])[], extension = Buffer.alloc(0)): Buffer {
  const field = (value: Buffer | null): Buffer[] => (value === null ? [int32(-1)] : [int32(value.length), value]);
  return Buffer.concat([
    Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'),
    int32(0),
    int32(extension.length),
    extension,
    ...rows.flatMap((row) => [int16(row.length), ...row.flatMap(field)]),
    int16(-1),
  ]);
}
