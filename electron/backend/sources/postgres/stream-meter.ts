/** How late rows are applied, and how much log they take; all times of one clock. */
export class StreamMeter {
  /** Of what was applied last. */
  #committedAtMs: number | null = null;
  /** The stream held nothing more at this moment. */
  #caughtUpAtMs: number | null = null;
  #rows = 0;
  #logBytes = 0;

  applied(rows: number, logBytes: number, committedAtMs: number): void {
    this.#committedAtMs = committedAtMs;
    this.#rows += rows;
    this.#logBytes += logBytes;
  }

  caughtUp(atMs: number): void {
    this.#caughtUpAtMs = atMs;
  }

  /** How long ago upstream was as the replica is now; null before anything is known. */
  lagMs(nowMs: number): number | null {
    const known = [this.#committedAtMs, this.#caughtUpAtMs].filter((atMs) => atMs !== null);
    return known.length === 0 ? null : Math.max(nowMs - Math.max(...known), 0);
  }

  /** Rows that so much log may hold for us, going by what was applied; null before the first. */
  rowsIn(logBytes: number): number | null {
    return this.#rows === 0 || this.#logBytes === 0 ? null : Math.round((logBytes * this.#rows) / this.#logBytes);
  }
}
