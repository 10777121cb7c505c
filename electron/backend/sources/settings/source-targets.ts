import type { FileSettings, NatsSettings, PostgresSettings, SourceSettings } from '../../../../shared/contract/source-settings.ts';
import { CodedError } from '../../../../shared/contract/errors.ts';
import { type NatsTarget, parseNatsUrl } from '../../jetstream/nats-url.ts';
import { parseConnectionUrl, type PostgresTarget } from '../postgres/connection-url.ts';
import { ConnectionUrlError, formatAddress, TLS_MODES } from '../server-address.ts';

const STATION_ID = /^[0-9a-f]{8}$/;

function parameters({ tls }: PostgresSettings | NatsSettings, rootCertificatePath: string | null): URLSearchParams {
  return new URLSearchParams({
    ...(tls === 'standard' ? {} : { sslmode: tls }),
    ...(rootCertificatePath === null ? {} : { sslrootcert: rootCertificatePath }),
  });
}

function postgresParameters(settings: PostgresSettings, rootCertificatePath: string | null): URLSearchParams {
  const query = parameters(settings, rootCertificatePath);
  const { certificatePath, keyPath } = settings;
  if (certificatePath !== '') query.set('sslcert', certificatePath);
  if (keyPath !== '') query.set('sslkey', keyPath);
  return query;
}

/** What a URL's parser has against a form is told by the form's field. */
function orInvalid<Target>(parse: () => Target): Target {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ConnectionUrlError)) throw error;
    const field = error.fault === 'port' ? 'host' : error.fault;
    throw new CodedError(
      'invalid-source',
      `the source's ${error.fault} is not understood`,
      { field, value: error.value },
      { cause: error },
    );
  }
}

function authority(addresses: string): string {
  return addresses
    .split(',')
    .map((address) => address.trim())
    .join(',');
}

/** The form through the one parser that the command line uses. @throws CodedError `invalid-source` */
export function postgresTarget(settings: PostgresSettings, rootCertificatePath: string | null): PostgresTarget {
  const { addresses, database, user, station } = settings;
  if (station !== '' && !STATION_ID.test(station)) {
    throw new CodedError('invalid-source', 'the station is not eight hexadecimal digits', { field: 'station', value: station });
  }
  const path = `${encodeURIComponent(user.trim())}@${authority(addresses)}/${encodeURIComponent(database.trim())}`;
  return orInvalid(() => parseConnectionUrl(`postgres://${path}?${postgresParameters(settings, rootCertificatePath)}`));
}

/** @throws CodedError `invalid-source` */
export function natsTarget(settings: NatsSettings, rootCertificatePath: string | null): NatsTarget {
  const query = parameters(settings, rootCertificatePath);
  if (settings.station !== '') query.set('station', settings.station);
  return orInvalid(() => parseNatsUrl(`nats://${authority(settings.addresses)}?${query}`));
}

/** A target of the command line as the form shows it. */
export function settingsOfTarget(
  source:
    | { readonly kind: 'postgres'; readonly target: PostgresTarget; readonly areaCode: string; readonly stationId: string | null }
    | { readonly kind: 'nats'; readonly target: NatsTarget; readonly areaCode: string }
    | FileSettings,
): SourceSettings {
  const { areaCode } = source;
  if (source.kind === 'file') return { kind: 'file', areaCode, publicKeys: source.publicKeys };
  const tls = TLS_MODES.find((mode) => mode === source.target.tlsMode) ?? 'standard';
  if (source.kind === 'nats') {
    const addresses = source.target.servers.map(formatAddress).join(', ');
    return { kind: 'nats', addresses, areaCode, tls, station: source.target.station ?? '' };
  }
  const { user, database, certificatePath, keyPath } = source.target;
  const own = { certificatePath: certificatePath ?? '', keyPath: keyPath ?? '' };
  const addresses = source.target.addresses.map(formatAddress).join(', ');
  return { kind: 'postgres', addresses, database, user, areaCode, tls, station: source.stationId ?? '', ...own };
}
