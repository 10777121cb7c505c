import type { CallError } from '../../../shared/contract/errors.ts';
import type { CurrentSource, SourceChange, SourceSettings, TlsChoice } from '../../../shared/contract/source-settings.ts';
import type { sourceZhCN } from './i18n/zh-CN.ts';

export type FormKind = SourceSettings['kind'];
export type InvalidField = keyof typeof sourceZhCN.invalid;

/** What the fields hold; those that a kind has no use for stay as they are. */
export interface SourceForm {
  readonly kind: FormKind;
  readonly addresses: string;
  readonly database: string;
  readonly user: string;
  /** '' before one was chosen. */
  readonly areaCode: string;
  readonly tls: TlsChoice;
  readonly station: string;
  /** Null keeps what is kept. */
  readonly secret: string | null;
  readonly rootCertificate: string | null;
}

const EMPTY: SourceForm = {
  kind: 'simulated',
  addresses: '',
  database: 'city',
  user: '',
  areaCode: '',
  tls: 'standard',
  station: '',
  secret: null,
  rootCertificate: null,
};

export function formOf({ settings }: CurrentSource): SourceForm {
  return { ...EMPTY, ...settings };
}

export function changeOf(form: SourceForm): SourceChange {
  const { kind, addresses, database, areaCode, tls, secret, rootCertificate } = form;
  const [user, station] = [form.user.trim(), form.station.trim()];
  const server = { addresses: addresses.trim(), areaCode, tls, station };
  switch (kind) {
    case 'simulated':
      return { settings: { kind }, secret: null, rootCertificate: null };
    case 'postgres':
      return { settings: { kind, ...server, database: database.trim(), user }, secret, rootCertificate };
    case 'nats':
      return { settings: { kind, ...server }, secret, rootCertificate };
  }
}

/** The field that has to be filled first; null when the form can be tried. */
export function missingField({ kind, addresses, areaCode, user }: SourceForm): InvalidField | null {
  if (kind === 'simulated') return null;
  if (addresses.trim() === '') return 'addresses';
  if (kind === 'postgres' && user.trim() === '') return 'user';
  return areaCode === '' ? 'area' : null;
}

const FIELDS: readonly InvalidField[] = ['scheme', 'password', 'host', 'user', 'database', 'parameter', 'station', 'certificate', 'secret'];

/** Which field the backend did not understand; null when the error is about something else. */
export function invalidField(error: CallError): InvalidField | null {
  if (error.code !== 'invalid-source') return null;
  return FIELDS.find((field) => field === error.details?.['field']) ?? null;
}
