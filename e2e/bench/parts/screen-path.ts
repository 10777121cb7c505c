import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PostgresSpec } from '../../../electron/backend/sources/source-spec.ts';
import type { Commit } from './platform-writer.ts';
import type { FromScreenHost, ToScreenHost, TrailEntry } from './screen-host.ts';
import type { ScreenTrail } from './screen-probe.ts';

/** The loopback host of the bench, in a process of its own. */
export class ScreenHost {
  readonly #child: ChildProcess;

  /** @param spec a PostgreSQL to replicate from; the bench's own source, at the rate that is asked for, when left out */
  constructor(dataFolder: string, spec: PostgresSpec | null = null) {
    this.#child = fork(join(import.meta.dirname, 'screen-host.ts'), [dataFolder, ...(spec === null ? [] : [JSON.stringify(spec)])]);
  }

  get processId(): number {
    return this.#child.pid ?? 0;
  }

  async address(): Promise<string> {
    const message = await this.#next('listening');
    return message.address;
  }

  setRate(changesPerSecond: number): void {
    this.#tell({ kind: 'rate', changesPerSecond });
  }

  async trail(): Promise<readonly TrailEntry[]> {
    const answer = this.#next('trail');
    this.#tell({ kind: 'tell' });
    return (await answer).entries;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#tell({ kind: 'stop' });
    await ended;
  }

  #tell(message: ToScreenHost): void {
    this.#child.send(message);
  }

  #next<Kind extends FromScreenHost['kind']>(kind: Kind): Promise<Extract<FromScreenHost, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const failed = (): void => reject(new Error('the host ended'));
      const receive = (message: FromScreenHost): void => {
        if (message.kind !== kind) return;
        this.#child.off('message', receive);
        this.#child.off('exit', failed);
        // The kind was just compared.
        resolve(message as Extract<FromScreenHost, { kind: Kind }>);
      };
      this.#child.on('message', receive);
      this.#child.once('exit', failed);
    });
  }
}

/** What backend and window said in the same time. */
export interface Trails {
  readonly host: readonly TrailEntry[];
  readonly screen: ScreenTrail;
}

/** A transaction of the replica, up to the first frame that shows it. Milliseconds since the epoch with fractions. */
export interface Shown {
  /** By the source's clock, of what it holds last. */
  readonly committedAtMs: number;
  readonly appliedAtMs: number;
  readonly publishedAtMs: number;
  readonly receivedAtMs: number;
  readonly drawnAtMs: number;
}

/** Follows every applied transaction through the next revision of a topic to the first frame after its arrival. */
export function shownOf({ host, screen }: Trails, topic: 'coverage' | 'workers', drawnAtMs: readonly number[]): readonly Shown[] {
  const shown: Shown[] = [];
  const arrivals = new Map(screen.received.filter((event) => event.topic === topic).map(({ revision, atMs }) => [revision, atMs]));
  let waiting: Extract<TrailEntry, { kind: 'applied' }>[] = [];
  for (const entry of host) {
    if (entry.kind === 'applied') waiting.push(entry);
    if (entry.kind !== 'published' || entry.topic !== topic) continue;
    const receivedAtMs = arrivals.get(entry.revision);
    const frameAtMs = drawnAtMs.find((atMs) => receivedAtMs !== undefined && atMs >= receivedAtMs);
    if (receivedAtMs !== undefined && frameAtMs !== undefined) {
      for (const { atMs: appliedAtMs, committedAtMs } of waiting) {
        shown.push({ committedAtMs, appliedAtMs, publishedAtMs: entry.atMs, receivedAtMs, drawnAtMs: frameAtMs });
      }
    }
    waiting = [];
  }
  return shown;
}

export interface Steps {
  /** Milliseconds of every transaction: until its topic was published, received, drawn, and all of it. */
  readonly published: readonly number[];
  readonly received: readonly number[];
  readonly drawn: readonly number[];
  readonly whole: readonly number[];
}

export function stepsOf(trails: Trails, topic: 'coverage' | 'workers', drawnAtMs: readonly number[]): Steps {
  const shown = shownOf(trails, topic, drawnAtMs);
  return {
    published: shown.map(({ publishedAtMs, appliedAtMs }) => publishedAtMs - appliedAtMs),
    received: shown.map(({ receivedAtMs, publishedAtMs }) => receivedAtMs - publishedAtMs),
    drawn: shown.map((step) => step.drawnAtMs - step.receivedAtMs),
    whole: shown.map((step) => step.drawnAtMs - step.appliedAtMs),
  };
}

/** Clocks of one machine, read by two processes and rounded to a millisecond by one of them. */
const TOLERANCE_MS = 5;

/**
 * From the moment at which the server had answered a commit to the first frame that shows it. The writer goes one by one and slower than the
 * tolerance, so that a commit of the replica holds it when it holds anything that was committed after it began.
 */
export function screenLatencies(commits: readonly Commit[], shown: readonly Shown[]): number[] {
  return commits.flatMap(({ begunAtMs, committedAtMs }) => {
    const first = shown.find((step) => step.committedAtMs + TOLERANCE_MS >= begunAtMs && step.appliedAtMs >= begunAtMs);
    return first === undefined ? [] : [first.drawnAtMs - committedAtMs];
  });
}
