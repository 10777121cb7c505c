import { createHash } from 'node:crypto';
import type { DailyReport, FrozenReportSummary } from '../../../../shared/contract/daily-report.ts';
import { CodedError } from '../../../../shared/contract/errors.ts';
import type { WriteDb } from '../database.ts';
import { sql } from '../sql.ts';

function digestOf(model: string): string {
  return createHash('sha256').update(model).digest('hex');
}

/** The reports that were frozen: their figures never change again, so that a reprint gives the same numbers. */
export class FrozenReportStore {
  readonly #db: WriteDb;

  constructor(db: WriteDb) {
    this.#db = db;
  }

  /** Gives the report the next running number after `numberPrefix` (`GL-RB-20261123-` → `…-01`) and its digest, and keeps it. */
  freeze(numberPrefix: string, preview: DailyReport): DailyReport {
    return this.#db.transaction(() => {
      const last = this.#db.value<number>(sql`SELECT max(running_number) FROM frozen_report WHERE number_prefix = ${numberPrefix}`);
      const running = (last ?? 0) + 1;
      const number = `${numberPrefix}${String(running).padStart(2, '0')}`;
      const model = JSON.stringify({ ...preview, number, digest: '' });
      this.#insert(preview, { numberPrefix, running, number, model });
      return this.#read(model, digestOf(model));
    });
  }

  /** @throws CodedError `unknown-report`, `office-damaged` when the figures are not those that were frozen */
  get(number: string): DailyReport {
    const stored = this.#db.row<{ model: string; digest: string }>(sql`SELECT model, digest FROM frozen_report WHERE number = ${number}`);
    if (stored === undefined) throw new CodedError('unknown-report', 'no report has this number', { number });
    if (digestOf(stored.model) !== stored.digest)
      throw new CodedError('office-damaged', 'the frozen figures do not match their digest', { number });
    return this.#read(stored.model, stored.digest);
  }

  /** The latest first. */
  list(limit: number): readonly FrozenReportSummary[] {
    return this.#db.rows<FrozenReportSummary>(sql`
      SELECT number, area_code AS areaCode, area_name AS areaName, day, cutoff_minute AS cutoffMinute, language, created_at AS createdAtMs,
        created_by AS createdBy
      FROM frozen_report ORDER BY created_at DESC, id DESC LIMIT ${limit}`);
  }

  #insert(report: DailyReport, given: { numberPrefix: string; running: number; number: string; model: string }): void {
    const { area, request, takenAtMs, createdBy, replicaPosition } = report;
    const { numberPrefix, running, number, model } = given;
    this.#db.run(sql`
      INSERT INTO frozen_report (number, number_prefix, running_number, area_level, area_code, area_name, day, cutoff_minute, language, created_at,
        created_by, replica_position, digest, model)
      VALUES (${number}, ${numberPrefix}, ${running}, ${area.level}, ${area.code}, ${area.name}, ${request.day}, ${request.cutoffMinute},
        ${request.language}, ${takenAtMs}, ${createdBy}, ${replicaPosition}, ${digestOf(model)}, ${model})`);
  }

  /** The digest covers the model without itself. */
  #read(model: string, digest: string): DailyReport {
    return { ...(JSON.parse(model) as DailyReport), digest };
  }
}
