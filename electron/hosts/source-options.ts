import { resolve } from 'node:path';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import { parseConnectionUrl, type PostgresTarget } from '../backend/sources/postgres/connection-url.ts';
import { ConnectionUrlError } from '../backend/sources/server-address.ts';
import { parsedOr } from './option-values.ts';

/** A platform to replicate from, as the command line names it. */
export interface SourceOptions {
  readonly target: PostgresTarget;
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
  /** Holds the password of the URL's user; null where none is needed, or it is kept already. */
  readonly passwordFile: string | null;
  /** Eight hexadecimal digits, for a station that took over another computer's slot; null for this data folder's own. */
  readonly stationId: string | null;
}

export interface GivenSource {
  readonly source?: string | undefined;
  readonly area?: string | undefined;
  readonly 'source-password-file'?: string | undefined;
  readonly station?: string | undefined;
}

const URL_FORM = 'postgres://user@host:5432,host2:5432/database?sslmode=verify-full&sslrootcert=ca.pem';
const AREA_FORM = '320100 320106 320106002 …';
const STATION_FORM = '0a1b2c3d';

/** Names what is wrong with the URL, not the URL: a misplaced password would stand in it. */
function parseTarget(url: string): PostgresTarget {
  try {
    return parseConnectionUrl(url);
  } catch (error) {
    if (!(error instanceof ConnectionUrlError)) throw error;
    if (error.fault === 'password') throw new HostFailedError('password-in-source', {}, { cause: error });
    throw new HostFailedError('invalid-option', { option: '--source', value: error.value, allowed: URL_FORM }, { cause: error });
  }
}

function matching(option: string, text: string, pattern: RegExp, form: string): string {
  return parsedOr(option, text, pattern.test(text) ? text : null, form);
}

/**
 * `--source postgres://… --area 320106002 --source-password-file <file> --station 0a1b2c3d`; null without `--source`.
 * @throws HostFailedError `invalid-option`, `password-in-source`
 */
export function parseSourceOptions(given: GivenSource): SourceOptions | null {
  const { source, area = '', station } = given;
  const passwordFile = given['source-password-file'];
  if (source === undefined) {
    const stray = (['area', 'source-password-file', 'station'] as const).find((name) => given[name] !== undefined);
    if (stray === undefined) return null;
    throw new HostFailedError('invalid-option', { option: '--source', value: '', allowed: URL_FORM });
  }
  return {
    target: parseTarget(source),
    areaCode: matching('--area', area, /^\d{6}(\d{3})?$/, AREA_FORM),
    passwordFile: passwordFile === undefined ? null : resolve(passwordFile),
    stationId: station === undefined ? null : matching('--station', station, /^[0-9a-f]{8}$/, STATION_FORM),
  };
}
