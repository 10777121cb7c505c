import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

const STRACE = '/usr/bin/strace';
export const DISK_CALLS = ['pwrite64', 'fdatasync', 'fsync', 'ftruncate', 'pread64', 'openat'] as const;
export type DiskCall = (typeof DISK_CALLS)[number];

/** Why no disk can be made to fail here, null where one can: a container may forbid to trace. */
export function whyNoFailingDisk(): string | null {
  if (!existsSync(STRACE)) return 'no strace here';
  const { status } = spawnSync(STRACE, ['-qq', '-f', '-o', '/dev/null', '-e', 'trace=fsync', '-e', 'inject=fsync:error=EIO', 'true']);
  return status === 0 ? null : 'this system lets nobody trace a program';
}

export interface DiskFault {
  readonly call: DiskCall;
  /** Which call of a thread is the first that fails. */
  readonly after: number;
  /** All of them from then on, instead of that one. */
  readonly isLasting: boolean;
}

/** Some files on a disk that answers calls of one process with EIO. */
export class FailingDisk {
  readonly #log: string;
  readonly #values: readonly string[];
  #tracer: ChildProcess | null = null;

  /** @param log a file that is not there yet */
  constructor(log: string, files: readonly string[], { call, after, isLasting }: DiskFault) {
    this.#log = log;
    const inject = `inject=${call}:error=EIO:when=${after}${isLasting ? '+' : ''}`;
    const paths = files.flatMap((file) => ['-P', file]);
    this.#values = ['-f', '-o', log, '-e', `trace=${call}`, '-e', inject, ...paths];
  }

  /** What runs a program on it from its start: a program and its options. */
  get around(): readonly [string, ...string[]] {
    return [STRACE, '-qq', ...this.#values];
  }

  /** Calls that failed by now. */
  get failures(): number {
    return existsSync(this.#log) ? (readFileSync(this.#log, 'utf8').match(/INJECTED/g)?.length ?? 0) : 0;
  }

  /** From now on, for this process, which runs already. */
  async begin(processId: number): Promise<void> {
    const tracer = spawn(STRACE, [...this.#values, '-p', String(processId)], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#tracer = tracer;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      tracer.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said.includes('attached')) resolve();
      });
      tracer.once('exit', () => reject(new Error(`strace ended: ${said}`)));
    });
  }

  /** It answers again. */
  async end(): Promise<void> {
    const tracer = this.#tracer;
    if (tracer === null || tracer.exitCode !== null || tracer.signalCode !== null) return;
    const ended = once(tracer, 'exit');
    tracer.kill('SIGINT');
    await ended;
  }
}
