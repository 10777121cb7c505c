import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Language } from '../../../shared/contract/daily-report.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { defaultDataFolder } from '../../../shared/host/default-data-folder.ts';
import { type NatsTarget, parseNatsUrl } from '../../backend/jetstream/nats-url.ts';
import { DEFAULT_LIMITS, type StreamLimits } from '../../backend/jetstream/streams.ts';
import { parseConnectionUrl, type PostgresTarget } from '../../backend/sources/postgres/connection-url.ts';
import { languageOf, oneOf, parsedOr, strictValues, wholeNumber } from '../option-values.ts';
import { urlOption } from '../source-options.ts';

/** What a relay needs to run. */
export interface RunOptions {
  readonly kind: 'run';
  readonly source: PostgresTarget;
  /** Files that only this user may read, looked at for every connection; null where none is needed. */
  readonly passwordFile: string | null;
  readonly nats: NatsTarget;
  readonly credentialsFile: string | null;
  readonly slot: string;
  readonly limits: StreamLimits;
  /** Holds the log. */
  readonly dataFolder: string;
  readonly language: Language;
}

/** Users for nats-server are to be made. */
export interface AccessOptions {
  readonly kind: 'access';
  readonly folder: string;
  /** Null: every street, every district and the city. */
  readonly areaCodes: readonly string[] | null;
  readonly language: Language;
}

const OPTIONS = {
  source: { type: 'string' },
  'source-password-file': { type: 'string' },
  nats: { type: 'string' },
  'credentials-file': { type: 'string' },
  slot: { type: 'string', default: 'relay' },
  replicas: { type: 'string', default: '1' },
  'keep-days': { type: 'string' },
  'keep-gib': { type: 'string' },
  data: { type: 'string' },
  'write-access': { type: 'string' },
  area: { type: 'string', multiple: true },
  lang: { type: 'string', default: 'zh-CN' },
} as const;

const SOURCE_FORM = 'postgres://platform_relay@host:5432/city?sslmode=verify-full&sslrootcert=ca.pem';
const NATS_FORM = 'nats://host:4222,host2:4222,host3:4222?sslmode=verify-full&sslrootcert=ca.pem';
const DAY_MS = 86_400_000;
const GIBIBYTE = 1024 ** 3;
const LONGEST_KEPT_DAYS = 90;
const MOST_KEPT_GIB = 4096;

function areaCode(text: string): string {
  return parsedOr('--area', text, /^\d{6}(\d{3})?$/.test(text) ? text : null, '320100 320106 320106002 …');
}

function needed(option: string, text: string | undefined, form: string): string {
  if (text === undefined) throw new HostFailedError('invalid-option', { option, value: '', allowed: form });
  return text;
}

function limitsOf(given: { readonly replicas: string; readonly 'keep-days'?: string; readonly 'keep-gib'?: string }): StreamLimits {
  const { 'keep-days': days, 'keep-gib': gibibytes } = given;
  return {
    replicas: Number(oneOf('--replicas', given.replicas, ['1', '3', '5'])),
    keptMs: days === undefined ? DEFAULT_LIMITS.keptMs : wholeNumber('--keep-days', days, LONGEST_KEPT_DAYS, 1) * DAY_MS,
    keptBytes: gibibytes === undefined ? DEFAULT_LIMITS.keptBytes : wholeNumber('--keep-gib', gibibytes, MOST_KEPT_GIB, 1) * GIBIBYTE,
  };
}

/**
 * `--source postgres://… --source-password-file <file> --nats nats://… --credentials-file <file> --replicas 3 --keep-days 7 --keep-gib 16 --slot relay`,
 * or `--write-access <folder> --area 320106002 …`.
 * @throws HostFailedError `invalid-option`, `password-in-source`
 */
export function parseRelayOptions(values: readonly string[]): RunOptions | AccessOptions {
  const given = strictValues(values, OPTIONS);
  const language = languageOf(given.lang);
  const folder = given['write-access'];
  if (folder !== undefined) return { kind: 'access', folder: resolve(folder), areaCodes: given.area?.map(areaCode) ?? null, language };
  const pathOf = (name: 'source-password-file' | 'credentials-file'): string | null => {
    const path = given[name];
    return path === undefined ? null : resolve(path);
  };
  return {
    kind: 'run',
    source: urlOption('--source', needed('--source', given.source, SOURCE_FORM), parseConnectionUrl, SOURCE_FORM),
    passwordFile: pathOf('source-password-file'),
    nats: urlOption('--nats', needed('--nats', given.nats, NATS_FORM), parseNatsUrl, NATS_FORM),
    credentialsFile: pathOf('credentials-file'),
    slot: parsedOr('--slot', given.slot, /^[a-z0-9_]{1,63}$/.test(given.slot) ? given.slot : null, 'relay'),
    limits: limitsOf(given),
    dataFolder: resolve(given.data ?? `${defaultDataFolder(process.platform, process.env, homedir())}-relay`),
    language,
  };
}
