import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SourceSpec } from '../../../electron/backend/sources/source-spec.ts';
import type { Commit } from './platform-writer.ts';
import type { FromStation, SeenCommit, StationChildData, ToStation } from './station-child.ts';

/** What a station has applied since it was asked last; the CPU is that of its process since the start. */
export type Seen = Omit<Extract<FromStation, { kind: 'seen' }>, 'kind'>;

/** A station in a process of its own. */
export class BenchStation {
  readonly #child: ChildProcess;
  readonly startedAtMs = performance.timeOrigin + performance.now();
  readonly #phases = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  constructor(dataFolder: string, spec: SourceSpec, replicaKey: readonly number[]) {
    const data: StationChildData = { dataFolder, spec, replicaKey };
    this.#child = fork(join(import.meta.dirname, 'station-child.ts'), [JSON.stringify(data)]);
    this.#child.on('message', (message: FromStation) => {
      if (message.kind !== 'phase') return;
      this.#phases.set(message.phase, message.atMs);
      for (const look of this.#waiting) look();
    });
  }

  /** When it was first in this phase, milliseconds after its process was started. */
  async reached(phase: string): Promise<number> {
    for (;;) {
      const atMs = this.#phases.get(phase);
      if (atMs !== undefined) return atMs - this.startedAtMs;
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  /** Waits until this marked transaction of the writer has come. */
  async until(sequence: number, pollMs = 50): Promise<Omit<Seen, 'lagsMs' | 'rows'>> {
    const commits: SeenCommit[] = [];
    let largestLogBytes = 0;
    for (;;) {
      const seen = await this.seen();
      commits.push(...seen.commits);
      largestLogBytes = Math.max(largestLogBytes, seen.largestLogBytes);
      if ((commits.at(-1)?.sequence ?? 0) >= sequence) return { commits, largestLogBytes, cpuMs: seen.cpuMs };
      await new Promise((resolve) => {
        setTimeout(resolve, pollMs);
      });
    }
  }

  /** Of everything since it was asked last. */
  async seen(): Promise<Seen> {
    const answer = new Promise<Seen>((resolve) => {
      const receive = (message: FromStation): void => {
        if (message.kind !== 'seen') return;
        this.#child.off('message', receive);
        resolve(message);
      };
      this.#child.on('message', receive);
    });
    this.#tell({ kind: 'tell' });
    return answer;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#tell({ kind: 'stop' });
    await ended;
  }

  #tell(message: ToStation): void {
    this.#child.send(message);
  }
}

/** Milliseconds from each commit on the platform to the commit that brought it here. */
export function latencies(commits: readonly Commit[], seen: readonly SeenCommit[]): readonly number[] {
  let next = 0;
  return commits.map(({ sequence, committedAtMs }) => {
    while ((seen[next]?.sequence ?? Number.POSITIVE_INFINITY) < sequence) next += 1;
    return (seen[next]?.atMs ?? Number.NaN) - committedAtMs;
  });
}
