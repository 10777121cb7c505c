import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { Clock } from '../../clock.ts';
import { repeatUntil } from '../../repeat.ts';
import type { SourceReport } from '../../replication/change.ts';
import type { Heartbeat } from '../../wire/heartbeat.ts';

interface RelayWatchOptions {
  readonly clock: Clock;
  readonly slot: string;
  readonly report: (report: Partial<SourceReport>) => void;
  readonly signal: AbortSignal;
}

/** The relay speaks every second. */
const SILENT_AFTER_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
const CLOCK_TOLERANCE_MS = 60_000;

/** Notices a relay that has fallen silent, and clocks that do not agree. */
export class RelayWatch {
  readonly #options: RelayWatchOptions;
  #heardAtMs: number;
  #isSilent = false;
  #clockOff: SourceTrouble | null = null;
  #positionsMissing: SourceTrouble | null = null;

  constructor(options: RelayWatchOptions) {
    this.#options = options;
    this.#heardAtMs = options.clock.now();
    options.report({
      trouble: null,
      warnings: [],
      slot: options.slot,
      lagMs: null,
      backlogRows: null,
      backlogBytes: null,
      unknownCodes: 0,
    });
    repeatUntil(options.signal, options.clock, LOOK_EVERY_MS, () => this.#look());
  }

  readonly heard = ({ sentAtMs }: Heartbeat): void => {
    const { clock, report } = this.#options;
    this.#heardAtMs = clock.now();
    if (this.#isSilent) report({ trouble: null });
    this.#isSilent = false;
    const offMs = this.#heardAtMs - sentAtMs;
    const isOff = Math.abs(offMs) > CLOCK_TOLERANCE_MS;
    if (isOff === (this.#clockOff !== null)) return;
    this.#clockOff = isOff ? { code: 'source-clock-off', details: { seconds: Math.round(offMs / 1000) } } : null;
    this.#warn();
  };

  /** @param trouble why no positions come; null when they do */
  readonly positions = (trouble: SourceTrouble | null): void => {
    if (trouble === null && this.#positionsMissing === null) return;
    this.#positionsMissing = trouble === null ? null : { code: 'source-positions-missing', details: { reason: trouble.code } };
    this.#warn();
  };

  #warn(): void {
    this.#options.report({ warnings: [this.#clockOff, this.#positionsMissing].filter((warning) => warning !== null) });
  }

  #look(): void {
    if (this.#isSilent || this.#options.clock.now() - this.#heardAtMs < SILENT_AFTER_MS) return;
    this.#isSilent = true;
    this.#options.report({ trouble: { code: 'source-relay-silent', details: {} } });
  }
}
