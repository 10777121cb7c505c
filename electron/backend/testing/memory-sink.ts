import type { Change, ChangeSink, SourcePosition, SourceReport } from '../replication/change.ts';
import { MemoryReplica } from '../sources/simulated-city/testing/memory-replica.ts';

/** A replica in memory that takes large transactions too, and remembers what its source reported. */
export class MemorySink extends MemoryReplica implements ChangeSink {
  reported: Partial<SourceReport> = {};
  #parts: Change[] | null = null;

  async beginTransaction(): Promise<void> {
    if (this.#parts !== null) throw new Error('a transaction within a transaction');
    this.#parts = [];
  }

  async part(changes: readonly Change[]): Promise<void> {
    this.#opened().push(...changes);
  }

  async commit(position: SourcePosition, committedAtMs: number): Promise<void> {
    const changes = this.#opened();
    this.#parts = null;
    await this.transaction({ position, committedAtMs, changes });
  }

  async rollback(): Promise<void> {
    this.#opened();
    this.#parts = null;
  }

  /** As a replica does when its source breaks off. */
  async rollBackOpen(): Promise<void> {
    this.#parts = null;
  }

  async durable(): Promise<SourcePosition | null> {
    return this.position;
  }

  report(report: Partial<SourceReport>): void {
    this.reported = { ...this.reported, ...report };
  }

  #opened(): Change[] {
    if (this.#parts === null) throw new Error('no transaction was begun');
    return this.#parts;
  }
}
