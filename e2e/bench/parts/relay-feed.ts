import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../../shared/city/city.ts';
import type { TableRow } from '../../../shared/tables/index.ts';
import type { Change, ChangeSink, ChangeSource } from '../../../electron/backend/replication/change.ts';
import { testRow } from '../../../electron/backend/replication/testing/rows.ts';
import { orderText, type RelayFeed } from '../../../electron/backend/relay/relay-feed.ts';
import { preciseNow } from './platform-writer.ts';
import { createRandom } from './random.ts';

export interface FeedRate {
  readonly rowsPerSecond: number;
  readonly rowsPerTransaction: number;
}

/** Rows of one station's first copy: small, since the stream is what is measured. */
const SNAPSHOT_ROWS = 20;
const TICK_MS = 10;

/**
 * Changed tasks all over the city at an even rate, each transaction committed as it is handed over: `committedAtMs` tells a station how long it
 * was on its way. Positions are numbers of transactions.
 */
export class BenchFeed implements RelayFeed {
  readonly source: ChangeSource;
  readonly #city: City;
  readonly #rate: FeedRate;
  readonly #random = createRandom(5);
  #number = 0;
  #rows = 0;
  #isOn = false;
  #burstTo = 0;

  constructor(city: City, rate: FeedRate) {
    this.#city = city;
    this.#rate = rate;
    this.source = {
      id: 'bench',
      description: { kind: 'simulated', label: '', areaCode: city.code },
      run: (_, sink, signal) => this.#run(sink, signal),
    };
  }

  /** Rows handed over since the start. */
  get rows(): number {
    return this.#rows;
  }

  /** Transactions begin to come, or end. */
  turn(isOn: boolean): void {
    this.#isOn = isOn;
  }

  /** So many rows at once, before the even rate. */
  async burst(rows: number): Promise<void> {
    const goal = this.#rows + rows;
    this.#burstTo = goal;
    while (this.#rows < goal) await wait(TICK_MS);
  }

  readonly orderOf = (position: string): string => orderText(Number(position));

  async snapshot(...[area, published, taker]: Parameters<RelayFeed['snapshot']>): Promise<void> {
    const street = this.#city.streets.code.findIndex((code) => area.has(code));
    await taker.beginSnapshot(published.position);
    const rows = Array.from({ length: SNAPSHOT_ROWS }, (_, id) => Object.values(this.#task(-1 - id, street)));
    await taker.snapshotChunk({ table: 'task', rows, expectedRows: rows.length });
    await taker.endSnapshot();
  }

  async #run(sink: ChangeSink, signal: AbortSignal): Promise<void> {
    await sink.beginSnapshot('0');
    await sink.endSnapshot();
    const { rowsPerSecond, rowsPerTransaction } = this.#rate;
    const everyMs = (rowsPerTransaction / rowsPerSecond) * 1000;
    let dueAtMs = preciseNow();
    while (!signal.aborted) {
      if (!this.#isOn) dueAtMs = preciseNow();
      while (this.#rows < this.#burstTo) await this.#commit(sink);
      while (this.#isOn && dueAtMs <= preciseNow()) {
        dueAtMs += everyMs;
        await this.#commit(sink);
      }
      sink.heartbeat(Date.now());
      await wait(TICK_MS);
    }
  }

  async #commit(sink: ChangeSink): Promise<void> {
    const changes = Array.from({ length: this.#rate.rowsPerTransaction }, (): Change => {
      const id = Math.floor(this.#random() * 1_000_000);
      const street = Math.floor(this.#random() * this.#city.streets.count);
      return { op: 'upsert', table: 'task', row: this.#task(id, street) };
    });
    this.#number += 1;
    this.#rows += changes.length;
    await sink.transaction({ position: String(this.#number), committedAtMs: preciseNow(), changes });
  }

  #task(id: number, street: number): TableRow<'task'> {
    return testRow('task', {
      id,
      street,
      person_name: '陈建国',
      id_number: '320106198001011234',
      phone: '13800001234',
      address: '江苏路1号2幢3室',
    });
  }
}
