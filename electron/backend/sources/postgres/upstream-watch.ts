import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { TableName } from '../../../../shared/tables/index.ts';
import type { Clock } from '../../clock.ts';
import type { UpstreamCatalog, UpstreamPublication } from './catalog.ts';
import type { ControlLine } from './control-line.ts';
import { parseLsn, type Lsn } from './lsn.ts';
import { findSchemaChanges, isWhole, troubleOfFinding, type SchemaFinding } from './schema-findings.ts';
import { clockTrouble, measureClock } from './server-checks.ts';
import { readSlot, type SlotState } from './slot.ts';
import { SourceFailedError } from '../../replication/change.ts';

export interface UpstreamNames {
  readonly publication: string;
  readonly slot: string;
  /** Those that are replicated. */
  readonly tables: readonly TableName[];
}

/** What upstream looks like beside the stream: its catalogue, our slot, its clock, how far its log is written. */
export class UpstreamWatch {
  readonly #control: ControlLine;
  readonly #names: UpstreamNames;
  readonly #clock: Clock;
  #first: UpstreamCatalog | null = null;
  #catalog: UpstreamCatalog | null = null;
  #publication: UpstreamPublication | null = null;
  #findings: readonly SchemaFinding[] = [];
  #warnings: readonly SourceTrouble[] = [];
  #slot: SlotState | null = null;
  #writtenLsn: Lsn = 0;
  #aheadMs = 0;

  constructor(control: ControlLine, names: UpstreamNames, clock: Clock) {
    this.#control = control;
    this.#names = names;
    this.#clock = clock;
  }

  /** @throws SourceFailedError when there is no such publication, or the line is lost */
  async look(): Promise<void> {
    const { publication: name, slot, tables } = this.#names;
    const catalog = await this.#control.catalog(name);
    this.#catalog = catalog;
    this.#first ??= catalog;
    this.#publication = catalog.publication;
    this.#findings = findSchemaChanges(catalog, this.#first, tables);
    if (catalog.tables.size === 0) throw new SourceFailedError('source-schema-missing');
    if (catalog.publication === null) throw new SourceFailedError('source-publication-missing', { publication: name });
    if (!catalog.publication.isComplete)
      throw new SourceFailedError('source-publication-missing', { publication: name, reason: 'operations' });
    this.#slot = await readSlot(this.#control, slot);
    const { written } = await this.#control.row<{ written: string }>('SELECT pg_current_wal_flush_lsn()::text AS written');
    this.#writtenLsn = parseLsn(written) ?? this.#writtenLsn;
    this.#aheadMs = await measureClock(this.#control, this.#clock);
    this.#warn();
  }

  get catalog(): UpstreamCatalog {
    if (this.#catalog === null) throw new Error('not looked yet');
    return this.#catalog;
  }

  get fingerprint(): string {
    return this.#publication?.fingerprint ?? '';
  }

  /** Everything that we replicate is there as a whole. */
  get isWhole(): boolean {
    return isWhole(this.#findings);
  }

  get isTableMissing(): boolean {
    return this.#findings.some(({ change }) => change === 'table-missing');
  }

  get slot(): SlotState | null {
    return this.#slot;
  }

  get writtenLsn(): Lsn {
    return this.#writtenLsn;
  }

  /** A moment of the server's clock by ours; clocks that agree well enough are left alone. */
  ourTime(serverMs: number): number {
    return clockTrouble(this.#aheadMs) === null ? serverMs : serverMs - this.#aheadMs;
  }

  /** Why no snapshot can be had, null when it can. */
  get obstacle(): SourceFailedError | null {
    const finding = this.#findings.find(({ change }) => change !== 'column-added');
    if (finding === undefined) return null;
    const { code, details } = troubleOfFinding(finding);
    return new SourceFailedError(code, details);
  }

  /** What is wrong although the stream runs; the same array until something changes. */
  get warnings(): readonly SourceTrouble[] {
    return this.#warnings;
  }

  #warn(): void {
    const clock = clockTrouble(this.#aheadMs);
    const slot = this.#slot;
    const warnings = this.#findings.map(troubleOfFinding);
    if (clock !== null) warnings.push(clock);
    if (slot?.isAtRisk === true) {
      warnings.push({
        code: 'source-slot-at-risk',
        details: { slot: this.#names.slot, keptBytes: slot.keptBytes, leftBytes: slot.safeBytes ?? 0 },
      });
    }
    if (JSON.stringify(warnings) !== JSON.stringify(this.#warnings)) this.#warnings = warnings;
  }
}
