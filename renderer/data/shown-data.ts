import type { City } from '../../shared/city/city.ts';
import type { Stand } from '../../shared/contract/stand.ts';
import type { WorkersSnapshot } from '../../shared/contract/topics.ts';
import { ChangeSignal, nextFrame, type Schedule } from './change-signal.ts';
import type { GridCountsAsOf, GridDataAges } from '../../shared/contract/backend-api.ts';
import { AlertRows } from './live-alerts.ts';
import { CoverageRows } from './live-coverage.ts';
import type { LiveAlerts, LiveCoverage, LiveData, LivePolled, LiveSource, LiveStatus, LiveWorkers } from './live-data.ts';
import { WorkerRows } from './live-workers.ts';
import { PolledColumns } from './polled-columns.ts';

/** One of two sources: what is shown changes when the chosen one does, or when the other is chosen. */
class Chosen<Source extends LiveSource> extends ChangeSignal {
  protected source: Source;
  readonly #ends: readonly (() => void)[];

  constructor(live: Source, past: Source) {
    // The sources wait for their frame already.
    super((callback) => callback());
    this.source = live;
    this.#ends = [live, past].map((source) =>
      source.onChanged(() => {
        if (this.source === source) this.markChanged();
      }),
    );
    if (live.revision > 0) this.markChanged();
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  choose(source: Source): void {
    if (this.source === source) return;
    this.source = source;
    if (source.revision > 0) this.markChanged();
  }
}

class ChosenCoverage extends Chosen<LiveCoverage> implements LiveCoverage {
  get day() {
    return this.source.day;
  }
  get batchIds() {
    return this.source.batchIds;
  }
  get columns() {
    return this.source.columns;
  }
  get unplacedByStreet() {
    return this.source.unplacedByStreet;
  }
}

class ChosenAlerts extends Chosen<LiveAlerts> implements LiveAlerts {
  get count() {
    return this.source.count;
  }
  get columns() {
    return this.source.columns;
  }
}

class ChosenWorkers extends Chosen<LiveWorkers> implements LiveWorkers {
  get count() {
    return this.source.count;
  }
  get columns() {
    return this.source.columns;
  }
  get previousLongitude() {
    return this.source.previousLongitude;
  }
  get previousLatitude() {
    return this.source.previousLatitude;
  }
  get receivedAtMs() {
    return this.source.receivedAtMs;
  }
}

/** What is only known of now: while the past is shown there is none. */
class ChosenPolled<Value> extends Chosen<LivePolled<Value>> implements LivePolled<Value> {
  get value() {
    return this.source.value;
  }
  get failure() {
    return this.source.failure;
  }

  /** Nothing takes the place of something at once, although nothing was ever told of it. */
  override choose(source: LivePolled<Value>): void {
    const isOther = source !== this.source;
    super.choose(source);
    if (isOther && source.revision === 0) this.markChanged();
  }
}

/** The status as it is, with the clock of what is shown. */
class ShownStatus implements LiveStatus {
  atMs: number | null = null;
  readonly #status: LiveStatus;

  constructor(status: LiveStatus) {
    this.#status = status;
  }

  get revision() {
    return this.#status.revision;
  }
  get snapshot() {
    return this.#status.snapshot;
  }

  nowMs(): number {
    return this.atMs ?? this.#status.nowMs();
  }

  onChanged(listener: () => void): () => void {
    return this.#status.onChanged(listener);
  }
}

const NOBODY: WorkersSnapshot = {
  columns: {
    id: new Float64Array(0),
    grid: new Int32Array(0),
    longitude: new Int32Array(0),
    latitude: new Int32Array(0),
    heading: new Uint16Array(0),
    locatedAtMs: new Float64Array(0),
    role: new Uint8Array(0),
    openTasks: new Uint16Array(0),
    verifiedToday: new Uint16Array(0),
    isUnrecorded: new Uint8Array(0),
  },
};

/**
 * What map, strip and panels draw from: the live data, or a moment of the past in its place, all of it at once. Who draws cannot tell the two
 * apart, so that nothing of now is left standing among things past.
 */
export class ShownData implements LiveData {
  readonly coverage: ChosenCoverage;
  readonly alerts: ChosenAlerts;
  readonly workers: ChosenWorkers;
  readonly dataAges: ChosenPolled<GridDataAges>;
  readonly compared: ChosenPolled<GridCountsAsOf>;
  /** Its clock stands at the moment that is shown. */
  readonly status: ShownStatus;
  readonly #live: LiveData;
  readonly #past: { readonly coverage: CoverageRows; readonly alerts: AlertRows; readonly workers: WorkerRows } & Pick<
    LiveData,
    'dataAges' | 'compared'
  >;

  constructor(live: LiveData, city: City, schedule: Schedule = nextFrame) {
    this.#live = live;
    this.#past = {
      coverage: new CoverageRows(city.grids.count, city.streets.count, schedule),
      alerts: new AlertRows(schedule),
      workers: new WorkerRows(schedule, () => performance.now()),
      dataAges: new PolledColumns<GridDataAges>(schedule),
      compared: new PolledColumns<GridCountsAsOf>(schedule),
    };
    this.coverage = new ChosenCoverage(live.coverage, this.#past.coverage);
    this.alerts = new ChosenAlerts(live.alerts, this.#past.alerts);
    this.workers = new ChosenWorkers(live.workers, this.#past.workers);
    this.dataAges = new ChosenPolled(live.dataAges, this.#past.dataAges);
    this.compared = new ChosenPolled(live.compared, this.#past.compared);
    this.status = new ShownStatus(live.status);
  }

  showPast({ atMs, coverage, alerts, workers }: Stand): void {
    const { revision } = this.#past.coverage;
    this.status.atMs = atMs;
    this.#past.coverage.apply({ kind: 'snapshot', revision, data: coverage });
    this.#past.alerts.apply({ kind: 'snapshot', revision, data: alerts });
    this.#past.workers.apply({ kind: 'snapshot', revision, data: workers ?? NOBODY });
    this.#choose(this.#past);
  }

  showLive(): void {
    this.status.atMs = null;
    this.#choose(this.#live);
  }

  /** Ends what it hears of the live data. */
  close(): void {
    for (const chosen of [this.coverage, this.alerts, this.workers, this.dataAges, this.compared]) chosen.close();
  }

  #choose({ coverage, alerts, workers, dataAges, compared }: Omit<LiveData, 'status'>): void {
    this.coverage.choose(coverage);
    this.alerts.choose(alerts);
    this.workers.choose(workers);
    this.dataAges.choose(dataAges);
    this.compared.choose(compared);
  }
}
