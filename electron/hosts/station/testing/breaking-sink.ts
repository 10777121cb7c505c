import type { ChangeSink } from '../../../backend/replication/change.ts';

const WRITING = ['beginSnapshot', 'snapshotChunk', 'endSnapshot', 'transaction', 'beginTransaction', 'part', 'commit', 'durable'] as const;

/** Fails a call to the replica, before or after it took effect: what a program that dies there leaves behind. */
export class BreakingSink {
  #callsLeft = Number.POSITIVE_INFINITY;
  #takesEffect = false;

  after(calls: number, takesEffect: boolean): void {
    this.#callsLeft = calls;
    this.#takesEffect = takesEffect;
  }

  never(): void {
    this.#callsLeft = Number.POSITIVE_INFINITY;
  }

  over(sink: ChangeSink): ChangeSink {
    const breaking: Record<string, unknown> = {};
    for (const name of WRITING) {
      const call = sink[name] as (...values: unknown[]) => Promise<unknown>;
      breaking[name] = async (...values: unknown[]) => {
        this.#callsLeft -= 1;
        if (this.#callsLeft >= 0) return call(...values);
        if (this.#takesEffect) await call(...values);
        throw new Error('planned');
      };
    }
    return { ...sink, ...breaking };
  }
}
