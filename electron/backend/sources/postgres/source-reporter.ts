import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { Clock } from '../../clock.ts';
import type { ChangeSink } from '../../replication/change.ts';
import type { CityCodes } from './city-codes.ts';
import { StreamMeter } from './stream-meter.ts';
import type { StreamSession } from './stream-session.ts';
import type { UpstreamWatch } from './upstream-watch.ts';

/** A stream that is no further behind keeps up: what the server's log holds besides is not for us. */
const KEEPS_UP_MS = 10_000;

interface SourceReporterOptions {
  readonly sink: ChangeSink;
  readonly clock: Clock;
  readonly codes: CityCodes;
  readonly slot: string;
}

/** Tells the sink what only the source knows of itself. */
export class SourceReporter {
  readonly meter = new StreamMeter();
  readonly #options: SourceReporterOptions;

  constructor(options: SourceReporterOptions) {
    this.#options = options;
  }

  connecting(): void {
    const { sink, slot } = this.#options;
    sink.report({ slot, warnings: [], lagMs: null, backlogRows: null, backlogBytes: null });
  }

  /** @param why what made it necessary, null for a first start */
  snapshot(watch: UpstreamWatch, why: SourceTrouble | null): void {
    this.#options.sink.report({ trouble: null, warnings: [...(why === null ? [] : [why]), ...watch.warnings] });
  }

  streaming(watch: UpstreamWatch, session: StreamSession): void {
    const { sink, clock, codes } = this.#options;
    const backlogBytes = Math.max(watch.writtenLsn - session.handledLsn, 0);
    const lagMs = this.meter.lagMs(clock.now());
    const isKeepingUp = lagMs !== null && lagMs <= KEEPS_UP_MS;
    const backlogRows = Math.max(session.waitingRows, isKeepingUp ? 0 : (this.meter.rowsIn(backlogBytes) ?? 0));
    sink.report({ trouble: null, warnings: watch.warnings, lagMs, backlogRows, backlogBytes, unknownCodes: codes.unknownCount });
  }
}
