import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { City } from '../../../shared/city/city.ts';
import type { SourceTrouble } from '../../../shared/contract/source-status.ts';
import { TEST_KEYS } from '../../../electron/backend/keys/testing/test-security.ts';
import { openDatabase } from '../../../electron/backend/db/database.ts';
import { replicaPath } from '../../../electron/backend/replication/replica-options.ts';
import type { SourceSpec } from '../../../electron/backend/sources/source-spec.ts';
import { applicationFolders } from '../../../electron/hosts/application-folders.ts';
import { STREET_CODE, type TestPlatform } from '../../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, summaryDifferences, tableDifferences } from '../../../electron/hosts/station/testing/differences.ts';
import type { FromStation, StationChildData, ToStation } from './station-child.ts';
import { type StationPlace, stationSpec } from './station-spec.ts';

/** Far beyond what a catch-up takes on a busy machine: whoever waits for so long waits for ever. */
const GIVE_UP_MS = 120_000;

export interface StationProcessOptions extends StationPlace {
  /** Holds replica.db, and office.db beside it. */
  readonly folder: string;
  /** Where the street's rows come from instead of the platform's own stream. */
  readonly source?: SourceSpec;
  /** A program and its options that runs Node in the end, e.g. strace. */
  readonly under?: readonly [string, ...string[]];
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
  #exchanges = 0;
  #stands: Extract<FromStation, { kind: 'stands' }> = {
    kind: 'stands',
    phase: 'starting',
    state: 'connecting',
    trouble: null,
    warnings: [],
    failure: null,
  };
  #isWhole: boolean | null = null;
  /** Undefined while it is asked. */
  #refusal: string | null | undefined = undefined;
  #complaint = '';

  constructor(options: StationProcessOptions) {
    this.#folder = options.folder;
    const data: StationChildData = {
      dataFolder: options.folder,
      cityFolder: applicationFolders().city,
      sourceSpec: options.source ?? stationSpec(options),
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
      this.#hears(message);
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

  /** What is wrong although it runs. */
  get warnings(): readonly SourceTrouble[] {
    return this.#stands.warnings;
  }

  /** Key of the last batch that is here. */
  get lastBatch(): number {
    return this.#batch;
  }

  /** How often another file took the replica's place. */
  get exchanges(): number {
    return this.#exchanges;
  }

  /** Of the process, 0 before it has one. */
  get processId(): number {
    return this.#child.pid ?? 0;
  }

  /** Why the replica cannot go on, for a reason of this machine. */
  get failure(): string | null {
    return this.#stands.failure;
  }

  /** The end of what it logged. */
  get complaint(): string {
    return this.#complaint;
  }

  /** Has it read every row. Answers whether it could. */
  async readEverything(): Promise<boolean> {
    this.#isWhole = null;
    this.tell('readEverything');
    await this.until(() => this.#isWhole !== null);
    return this.#isWhole === true;
  }

  /** Has it save a setting of the office. Answers null, or why it was refused. */
  async saveSetting(): Promise<string | null> {
    this.#refusal = undefined;
    this.tell('saveSetting');
    await this.until(() => this.#refusal !== undefined);
    return this.#refusal ?? null;
  }

  tell(message: ToStation): void {
    // One that was killed hears nothing any more.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Resolves when it holds. @throws Error when the process ends before, or for ever does not get there */
  until(holds: () => boolean, giveUpMs = GIVE_UP_MS): Promise<void> {
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
      const limit = setTimeout(() => fail('the station does not get there'), giveUpMs);
      this.#watchers.add(look);
      look();
    });
  }

  /** Resolves when the batch with this key is here. */
  has(batch: number, giveUpMs = GIVE_UP_MS): Promise<void> {
    return this.until(() => this.#batch >= batch, giveUpMs);
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

  #hears(message: FromStation): void {
    switch (message.kind) {
      case 'batch':
        this.#batch = message.id;
        return;
      case 'stands':
        this.#stands = message;
        return;
      case 'exchanged':
        this.#exchanges += 1;
        return;
      case 'read':
        this.#isWhole = message.isWhole;
        return;
      case 'saved':
        this.#refusal = message.refusal;
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
