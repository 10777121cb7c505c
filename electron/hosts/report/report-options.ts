import { resolve } from 'node:path';
import type { ReportRequest } from '../../../shared/contract/daily-report.ts';
import { dayOf, parseDay, parseTimeOfDay } from '../../../shared/domain/time.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { type HostOptions, parseHostOptions } from '../host-options.ts';
import { cityMoment, parsedOr, strictValues } from '../option-values.ts';

export interface ReportOptions {
  readonly host: HostOptions;
  /** A report to freeze, or the number of one that was frozen before. */
  readonly wanted: { readonly request: ReportRequest } | { readonly number: string };
  /** Null: the report's number in the current folder. */
  readonly outputPath: string | null;
}

const DEFAULT_CUTOFF = '18:00';

const OPTIONS = {
  area: { type: 'string' },
  date: { type: 'string' },
  cutoff: { type: 'string' },
  number: { type: 'string' },
  at: { type: 'string' },
  lang: { type: 'string', default: 'zh-CN' },
  out: { type: 'string' },
  data: { type: 'string' },
  preset: { type: 'string' },
  seed: { type: 'string' },
} as const;

type Given = ReturnType<typeof strictValues<typeof OPTIONS>>;

/** The report that is asked for by its figures. */
function requestOf(given: Given, { language, clockShiftMs: shiftMs }: HostOptions, nowMs: number): ReportRequest {
  const areaCode = parsedOr('--area', '', given.area ?? null, '320100 320106 320106001 …');
  const day = given.date === undefined ? dayOf(nowMs + shiftMs) : parsedOr('--date', given.date, parseDay(given.date), 'YYYY-MM-DD');
  const cutoff = given.cutoff ?? DEFAULT_CUTOFF;
  return { areaCode, day, cutoffMinute: parsedOr('--cutoff', cutoff, parseTimeOfDay(cutoff), '00:00–24:00'), language };
}

/** A number says all of a report: nothing of it can be chosen beside. */
function assertNumberAlone(given: Given): void {
  const beside = (['area', 'date', 'cutoff'] as const).find((name) => given[name] !== undefined);
  if (beside === undefined) return;
  throw new HostFailedError('invalid-option', {
    option: '--number',
    value: `${given.number} --${beside}`,
    allowed: '--number GL-RB-20261123-01',
  });
}

/**
 * `--area 320106 --date 2026-11-22 --cutoff 18:00 --lang zh --out report.pdf`, or `--number GL-RB-20261122-01` for one that was frozen before;
 * `--at 2026-11-23T16:30` for the city's clock; and the host's own `--data`, `--preset`, `--seed`. Without a date it is today's report.
 * @throws HostFailedError `invalid-option`
 */
export function parseReportOptions(values: readonly string[], nowMs: number): ReportOptions {
  const given = strictValues(values, OPTIONS);
  const hostValues = (['data', 'preset', 'seed', 'lang'] as const).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  const shift = given.at === undefined ? [] : [`--clock-shift-ms=${cityMoment('--at', given.at) - nowMs}`];
  const host = parseHostOptions([...hostValues, ...shift]);
  if (given.number !== undefined) assertNumberAlone(given);
  return {
    host,
    wanted: given.number === undefined ? { request: requestOf(given, host, nowMs) } : { number: given.number },
    outputPath: given.out === undefined ? null : resolve(given.out),
  };
}
