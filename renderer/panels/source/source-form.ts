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
  readonly certificatePath: string;
  readonly keyPath: string;
  /** PEM of the keys whose files are believed; '' before one was chosen. */
  readonly publicKeys: string;
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
  certificatePath: '',
  keyPath: '',
  publicKeys: '',
};

export function formOf({ settings }: CurrentSource): SourceForm {
  return { ...EMPTY, ...settings };
}

export function changeOf(form: SourceForm): SourceChange {
  const { kind, addresses, database, areaCode, tls, secret, rootCertificate, publicKeys } = form;
  const [user, station] = [form.user.trim(), form.station.trim()];
  const own = { certificatePath: form.certificatePath.trim(), keyPath: form.keyPath.trim() };
  const server = { addresses: addresses.trim(), areaCode, tls, station };
  switch (kind) {
    case 'simulated':
      return { settings: { kind }, secret: null, rootCertificate: null };
    case 'postgres':
      return { settings: { kind, ...server, database: database.trim(), user, ...own }, secret, rootCertificate };
    case 'nats':
      return { settings: { kind, ...server }, secret, rootCertificate };
    case 'file':
      return { settings: { kind, areaCode, publicKeys }, secret: null, rootCertificate: null };
  }
}

/** The field that has to be filled first; null when the form can be tried. */
export function missingField({ kind, addresses, areaCode, user, publicKeys }: SourceForm): InvalidField | null {
  if (kind === 'simulated') return null;
  if (kind === 'file') return areaCode === '' ? 'area' : publicKeys === '' ? 'publicKeys' : null;
  if (addresses.trim() === '') return 'addresses';
  if (kind === 'postgres' && user.trim() === '') return 'user';
  return areaCode === '' ? 'area' : null;
}

const FIELDS: readonly InvalidField[] = [
  'scheme',
  'password',
  'host',
  'user',
  'database',
  'parameter',
  'station',
  'certificate',
  'clientCertificate',
  'clientKey',
  'secret',
  'publicKeys',
];

/** Whether it has a server that can be tried before it is saved. */
export function hasServer(kind: FormKind): boolean {
  return kind === 'postgres' || kind === 'nats';
}

/** Which field the backend did not understand; null when the error is about something else. */
export function invalidField(error: CallError): InvalidField | null {
  if (error.code !== 'invalid-source') return null;
  return FIELDS.find((field) => field === error.details?.['field']) ?? null;
}
