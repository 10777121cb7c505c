import type { CoverageColumns, CoverageSnapshot } from '../../../shared/contract/topics.ts';
import { createRandom } from './random.ts';

export interface TransportPeerData {
  readonly contractPort: MessagePort;
  readonly rawPort: MessagePort;
}

export const GRID_COUNT = 12_410;
const STREET_COUNT = 101;

/** As large as the real one, with counts like real ones. */
export function coverageSnapshot(): CoverageSnapshot {
  const random = createRandom(3);
  const column = (largest: number): Uint16Array => Uint16Array.from({ length: GRID_COUNT }, () => Math.floor(random() * largest));
  const columns: CoverageColumns = {
    listed: column(40),
    verified: column(30),
    verifiedOnTime: column(30),
    unreachable: column(4),
    deferred: column(4),
    withdrawn: column(3),
    overdue: column(6),
  };
  return { day: 20_780, batchIds: Float64Array.from([41, 42]), columns, unplacedByStreet: new Uint32Array(STREET_COUNT + 1).fill(3) };
}

/** The columns one after the other in one buffer: what any binary frame must carry at least. */
export function packed({ columns }: CoverageSnapshot): Uint8Array {
  const parts = Object.values(columns) as Uint16Array[];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += part.byteLength;
  }
  return bytes;
}

/** The columns of a packed buffer. */
export function unpacked(buffer: ArrayBuffer): Uint16Array[] {
  return Array.from(
    { length: buffer.byteLength / GRID_COUNT / 2 },
    (_, index) => new Uint16Array(buffer, index * GRID_COUNT * 2, GRID_COUNT),
  );
}
