import { resolve } from 'node:path';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import { type NatsTarget, parseNatsUrl } from '../backend/jetstream/nats-url.ts';
import { parseConnectionUrl, type PostgresTarget } from '../backend/sources/postgres/connection-url.ts';
import { ConnectionUrlError } from '../backend/sources/server-address.ts';
import { parsedOr } from './option-values.ts';

interface AreaOptions {
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
}

/** A platform to replicate from, as the command line names it. */
export interface PostgresOptions extends AreaOptions {
  readonly kind: 'postgres';
  readonly target: PostgresTarget;
  /** Holds the password of the URL's user; null where none is needed, or it is kept already. */
  readonly passwordFile: string | null;
  /** Eight hexadecimal digits, for a station that took over another computer's slot; null for this data folder's own. */
  readonly stationId: string | null;
}

/** A relay's stream to read, as the command line names it. */
export interface NatsOptions extends AreaOptions {
  readonly kind: 'nats';
  readonly target: NatsTarget;
  /** Null where none are needed, or they are kept already. */
  readonly credentialsFile: string | null;
}

/** Files that are carried here, as the command line names them. */
export interface FileOptions extends AreaOptions {
  readonly kind: 'file';
  /** A folder of files, or one file. */
  readonly path: string;
  /** Public keys that are trusted, as PEM. */
  readonly keyFile: string;
}

export type ServerOptions = PostgresOptions | NatsOptions;
export type SourceOptions = ServerOptions | FileOptions;

export interface GivenSource {
  readonly source?: string | undefined;
  readonly area?: string | undefined;
  readonly 'source-password-file'?: string | undefined;
  readonly 'source-credentials-file'?: string | undefined;
  readonly 'source-key-file'?: string | undefined;
  readonly station?: string | undefined;
}

type SourceOptionName = Exclude<keyof GivenSource, 'source'>;

const POSTGRES_FORM = 'postgres://user@host:5432,host2:5432/database?sslmode=verify-full&sslrootcert=ca.pem';
const NATS_FORM = 'nats://host:4222,host2:4222?sslmode=verify-full&sslrootcert=ca.pem';
const FILE_FORM = 'file:<folder or file> --source-key-file <public key>';
const AREA_FORM = '320100 320106 320106002 …';
const STATION_FORM = '0a1b2c3d';

/** Names what is wrong with a URL, not the URL: a misplaced password would stand in it. @throws HostFailedError `invalid-option`, `password-in-source` */
export function urlOption<Target>(option: string, url: string, parse: (url: string) => Target, form: string): Target {
  try {
    return parse(url);
  } catch (error) {
    if (!(error instanceof ConnectionUrlError)) throw error;
    if (error.fault === 'password') throw new HostFailedError('password-in-source', {}, { cause: error });
    throw new HostFailedError('invalid-option', { option, value: error.value, allowed: form }, { cause: error });
  }
}

function matching(option: string, text: string, pattern: RegExp, form: string): string {
  return parsedOr(option, text, pattern.test(text) ? text : null, form);
}

function pathOf(text: string | undefined): string | null {
  return text === undefined ? null : resolve(text);
}

function parseFileOptions(source: string, areaCode: string, keyFile: string | undefined): FileOptions {
  const path = source.slice('file:'.length);
  if (path === '' || keyFile === undefined)
    throw new HostFailedError('invalid-option', { option: '--source', value: source, allowed: FILE_FORM });
  return { kind: 'file', path: resolve(path), areaCode, keyFile: resolve(keyFile) };
}

/** An option that means nothing beside this source is a mistake, not a wish. */
function refuse(given: GivenSource, names: readonly SourceOptionName[], form: string): void {
  if (names.every((name) => given[name] === undefined)) return;
  throw new HostFailedError('invalid-option', { option: '--source', value: '', allowed: form });
}

/**
 * `--source postgres://… --area 320106002 --source-password-file <file> --station 0a1b2c3d`, or
 * `--source nats://… --area 320106002 --source-credentials-file <file>`, or `--source file:<folder> --area 320106002 --source-key-file <file>`;
 * null without `--source`.
 * @throws HostFailedError `invalid-option`, `password-in-source`
 */
export function parseSourceOptions(given: GivenSource): SourceOptions | null {
  const { source, area = '', station } = given;
  if (source === undefined) {
    refuse(
      given,
      ['area', 'source-password-file', 'source-credentials-file', 'source-key-file', 'station'],
      `${POSTGRES_FORM} ${NATS_FORM} ${FILE_FORM}`,
    );
    return null;
  }
  const areaCode = matching('--area', area, /^\d{6}(\d{3})?$/, AREA_FORM);
  if (/^file:/i.test(source)) {
    refuse(given, ['source-password-file', 'source-credentials-file', 'station'], FILE_FORM);
    return parseFileOptions(source, areaCode, given['source-key-file']);
  }
  refuse(given, ['source-key-file'], FILE_FORM);
  if (/^nats:/i.test(source)) {
    refuse(given, ['source-password-file', 'station'], POSTGRES_FORM);
    const target = urlOption('--source', source, parseNatsUrl, NATS_FORM);
    return { kind: 'nats', target, areaCode, credentialsFile: pathOf(given['source-credentials-file']) };
  }
  refuse(given, ['source-credentials-file'], NATS_FORM);
  return {
    kind: 'postgres',
    target: urlOption('--source', source, parseConnectionUrl, `${POSTGRES_FORM} ${NATS_FORM} ${FILE_FORM}`),
    areaCode,
    passwordFile: pathOf(given['source-password-file']),
    stationId: station === undefined ? null : matching('--station', station, /^[0-9a-f]{8}$/, STATION_FORM),
  };
}
