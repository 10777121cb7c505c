import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { City } from '../../../shared/city/city.ts';
import { TEST_KEYS } from '../../../electron/backend/keys/testing/test-security.ts';
import { openDatabase } from '../../../electron/backend/db/database.ts';
import { replicaPath } from '../../../electron/backend/replication/replica.ts';
import { parseConnectionUrl } from '../../../electron/backend/sources/postgres/connection-url.ts';
import type { PostgresSpec } from '../../../electron/backend/sources/source-spec.ts';
import { applicationFolders } from '../../../electron/hosts/application-folders.ts';
import { STREET_CODE, type TestPlatform } from '../../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, summaryDifferences, tableDifferences } from '../../../electron/hosts/station/testing/differences.ts';
import type { FromStation, StationChildData, ToStation } from './station-child.ts';

const STATION_ID = '0000dead';
/** Far beyond what a catch-up takes on a busy machine: whoever waits for so long waits for ever. */
const GIVE_UP_MS = 120_000;

export const KILLED_SLOT = `station_${STREET_CODE}_${STATION_ID}`;

export interface StationProcessOptions {
  readonly platform: TestPlatform;
  /** Holds replica.db. */
  readonly folder: string;
  /** Instead of the platform's own address. */
  readonly addresses?: string;
  /** A program and its options that runs Node in the end, e.g. strace. */
  readonly under?: readonly [string, ...string[]];
}

function specOf({ platform, addresses }: StationProcessOptions): PostgresSpec {
  const { host, port, user, password, database } = platform.connectionOptions(`station_${STREET_CODE}`);
  const target = parseConnectionUrl(`postgres://${user}@${addresses ?? `${host}:${port}`}/${database}`);
  return { kind: 'postgres', target, areaCode: STREET_CODE, stationId: STATION_ID, password };
}

/** Node alone, or the last of another program's options. */
function runBy([program, ...values]: readonly string[]): Pick<ForkOptions, 'execPath' | 'execArgv'> {
  return program === undefined ? { execArgv: [] } : { execPath: program, execArgv: [...values, process.execPath] };
}

/** A street's station in a process of its own, which can be killed. */
export class StationProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #watchers = new Set<() => void>();
  #batch = 0;
  #stands: Extract<FromStation, { kind: 'stands' }> = {
    kind: 'stands',
    phase: 'starting',
    state: 'connecting',
    trouble: null,
    failure: null,
  };
  #isWhole: boolean | null = null;
  #complaint = '';

  constructor(options: StationProcessOptions) {
    this.#folder = options.folder;
    const data: StationChildData = {
      dataFolder: options.folder,
      cityFolder: applicationFolders().city,
      sourceSpec: specOf(options),
      replicaKey: [...TEST_KEYS.replica.reveal()],
      replicaKeyChanged: false,
    };
    this.#child = fork(join(import.meta.dirname, 'station-child.ts'), [JSON.stringify(data)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      ...runBy(options.under ?? []),
    });
    this.#child.stderr?.on('data', (bytes: Buffer) => {
      this.#complaint = (this.#complaint + bytes.toString()).slice(-4000);
    });
    this.#child.on('message', (message: FromStation) => {
      if (message.kind === 'batch') this.#batch = message.id;
      else if (message.kind === 'stands') this.#stands = message;
      else this.#isWhole = message.isWhole;
      this.#look();
    });
    this.#child.on('exit', () => this.#look());
  }

  /** How the replication stands, as its process said last; `starting` before its first word. */
  get phase(): string {
    return this.#stands.phase;
  }

  get trouble(): string | null {
    return this.#stands.trouble;
  }

  /** Why the replica cannot go on, for a reason of this machine. */
  get failure(): string | null {
    return this.#stands.failure;
  }

  /** Has it read every row. Answers whether it could. */
  async readEverything(): Promise<boolean> {
    this.#isWhole = null;
    this.tell('readEverything');
    await this.until(() => this.#isWhole !== null);
    return this.#isWhole === true;
  }

  tell(message: ToStation): void {
    // One that was killed hears nothing any more.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Resolves when it holds. @throws Error when the process ends before, or for ever does not get there */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(limit);
        this.#watchers.delete(look);
        settle();
      };
      const fail = (why: string): void => end(() => reject(new Error(`${why}, phase ${this.phase}, ${this.trouble}: ${this.#complaint}`)));
      const look = (): void => {
        if (holds()) end(resolve);
        else if (this.#hasEnded) fail('the station ended by itself');
      };
      const limit = setTimeout(() => fail('the station does not get there'), GIVE_UP_MS);
      this.#watchers.add(look);
      look();
    });
  }

  /** Resolves when the batch with this key is here. */
  has(batch: number): Promise<void> {
    return this.until(() => this.#batch >= batch);
  }

  async kill(): Promise<void> {
    const ended = this.#ended();
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** In order; the only end that a program around it passes on. */
  async stop(): Promise<void> {
    const ended = this.#ended();
    this.tell('stop');
    await ended;
  }

  /** What differs between the replica and what PostgreSQL says, and between its summaries and a recount. */
  async differences(platform: TestPlatform, city: City): Promise<Differences> {
    const read = openDatabase(replicaPath(this.#folder), {
      role: 'replica',
      synchronous: 'NORMAL',
      readonly: true,
      key: TEST_KEYS.replica,
    });
    try {
      return { ...(await tableDifferences(platform, city, STREET_CODE, read)), ...summaryDifferences(read) };
    } finally {
      read.close();
    }
  }

  async #ended(): Promise<void> {
    if (!this.#hasEnded) await once(this.#child, 'exit');
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #look(): void {
    for (const look of this.#watchers) look();
  }
}
