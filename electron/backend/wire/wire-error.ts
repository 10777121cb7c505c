export type WireFault =
  /** Not a part, or cut short. */
  | 'malformed'
  /** Of a later version of this program. */
  | 'format'
  /** The sender's table has other columns than ours, or is none of ours. */
  | 'shape';

/** A part that cannot be read. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly fault: WireFault;
  /** The table that is meant, '' when none can be named. */
  readonly table: string;

  constructor(fault: WireFault, table = '', options?: ErrorOptions) {
    super(`wire: ${fault} ${table}`, options);
    this.fault = fault;
    this.table = table;
  }
}
