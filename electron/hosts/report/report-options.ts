import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReportRequest } from '../../../shared/contract/daily-report.ts';
import { dayOf, parseDay, parseTimeOfDay } from '../../../shared/domain/time.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { type HostOptions, parseHostOptions } from '../host-options.ts';

export interface ReportOptions {
  readonly host: HostOptions;
  readonly request: ReportRequest;
  /** Null: the report's number in the current folder. */
  readonly outputPath: string | null;
}

const OPTIONS = {
  area: { type: 'string' },
  date: { type: 'string' },
  cutoff: { type: 'string', default: '18:00' },
  lang: { type: 'string', default: 'zh-CN' },
  out: { type: 'string' },
  data: { type: 'string' },
  preset: { type: 'string' },
  seed: { type: 'string' },
} as const;

function parsedOr<Value>(option: string, text: string, value: Value | null, allowed: string): Value {
  if (value === null) throw new HostFailedError('invalid-option', { option, value: text, allowed });
  return value;
}

function parseStrictly(values: readonly string[]) {
  try {
    return parseArgs({ args: [...values], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    const allowed = Object.keys(OPTIONS)
      .map((name) => `--${name}`)
      .join(' ');
    throw new HostFailedError('invalid-option', { option: values.join(' '), value: '', allowed }, { cause });
  }
}

/**
 * `--area 320106 --date 2026-11-22 --cutoff 18:00 --lang zh --out report.pdf`, and the host's own `--data`, `--preset`, `--seed`. Without a
 * date it is today's report.
 * @throws HostFailedError `invalid-option`
 */
export function parseReportOptions(values: readonly string[], nowMs: number): ReportOptions {
  const given = parseStrictly(values);
  const hostValues = (['data', 'preset', 'seed', 'lang'] as const).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  const host = parseHostOptions(hostValues);
  const areaCode = parsedOr('--area', '', given.area ?? null, '320100 320106 320106001 …');
  const day = given.date === undefined ? dayOf(nowMs) : parsedOr('--date', given.date, parseDay(given.date), 'YYYY-MM-DD');
  const cutoffMinute = parsedOr('--cutoff', given.cutoff, parseTimeOfDay(given.cutoff), '00:00–24:00');
  return {
    host,
    request: { areaCode, day, cutoffMinute, language: host.language },
    outputPath: given.out === undefined ? null : resolve(given.out),
  };
}
