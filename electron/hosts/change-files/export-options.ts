import { resolve } from 'node:path';
import type { Language } from '../../../shared/contract/daily-report.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { cityMoment, languageOf, parsedOr, strictValues } from '../option-values.ts';
import { type NatsOptions, parseSourceOptions } from '../source-options.ts';

export interface ExportFileOptions {
  readonly kind: 'export';
  readonly source: NatsOptions;
  /** The file before; null begins with all rows. */
  readonly previousPath: string | null;
  /** Null: up to now. */
  readonly untilMs: number | null;
  /** Private key that signs. */
  readonly keyFile: string;
  readonly path: string;
  readonly language: Language;
}

export interface MakeKeyOptions {
  readonly kind: 'make-key';
  readonly folder: string;
  readonly language: Language;
}

const OPTIONS = {
  source: { type: 'string' },
  area: { type: 'string' },
  'source-credentials-file': { type: 'string' },
  'key-file': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  'make-key': { type: 'string' },
  lang: { type: 'string', default: 'zh-CN' },
} as const;

const SNAPSHOT = 'snapshot';
const NOW = 'now';

function needed(option: string, text: string | undefined, form: string): string {
  return parsedOr(option, '', text ?? null, form);
}

/**
 * `--source nats://… --area 320106002 --source-credentials-file <file> --key-file <file> --from snapshot|<file> --to now|2026-11-23T18:00 --out <file>`,
 * or `--make-key <folder>`.
 * @throws HostFailedError `invalid-option`, `password-in-source`
 */
export function parseExportOptions(values: readonly string[]): ExportFileOptions | MakeKeyOptions {
  const given = strictValues(values, OPTIONS);
  const language = languageOf(given.lang);
  if (given['make-key'] !== undefined) return { kind: 'make-key', folder: resolve(given['make-key']), language };
  const { from, to = NOW } = given;
  const source = parseSourceOptions(given);
  if (source?.kind !== 'nats') throw new HostFailedError('invalid-option', { option: '--source', value: '', allowed: 'nats://host:4222' });
  const start = needed('--from', from, `${SNAPSHOT} <file>`);
  return {
    kind: 'export',
    source,
    previousPath: start === SNAPSHOT ? null : resolve(start),
    untilMs: to === NOW ? null : cityMoment('--to', to),
    keyFile: resolve(needed('--key-file', given['key-file'], '<file>')),
    path: resolve(needed('--out', given.out, '<file>')),
    language,
  };
}
