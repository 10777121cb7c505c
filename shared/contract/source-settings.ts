import type { SourceTrouble } from './source-status.ts';

export const TLS_CHOICES = ['standard', 'disable', 'require', 'verify-ca', 'verify-full'] as const;
/** `standard`: the server's name is proved, except on addresses of this machine. */
export type TlsChoice = (typeof TLS_CHOICES)[number];

interface ServerSettings {
  /** `host:port, host2:port`, tried in this order. */
  readonly addresses: string;
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
  readonly tls: TlsChoice;
  /** The name that the server knows this station by; empty for the one that it has by itself. */
  readonly station: string;
}
export interface PostgresSettings extends ServerSettings {
  readonly kind: 'postgres';
  readonly database: string;
  readonly user: string;
  /** Paths of this station's own certificate and key, PEM files on this machine; both empty where the server asks for none. */
  readonly certificatePath: string;
  readonly keyPath: string;
}
export interface NatsSettings extends ServerSettings {
  readonly kind: 'nats';
}

/** Files that are carried here and imported in the window. */
export interface FileSettings {
  readonly kind: 'file';
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
  /** PEM of the keys whose files are believed. Public: no secret. */
  readonly publicKeys: string;
}

/** Sources that a server has. */
export type ServerSource = PostgresSettings | NatsSettings;
/** Where this station replicates from, as an office sets it; never holds a secret. */
export type SourceSettings = { readonly kind: 'simulated' } | ServerSource | FileSettings;

/** New settings with what is kept apart from them. */
export interface SourceChange {
  readonly settings: SourceSettings;
  /** Password, or text of the credentials file; null keeps the one that there is, '' is none. It is kept in the secret store alone. */
  readonly secret: string | null;
  /** PEM of the authorities that are trusted; null keeps those that there are, '' those of the system. */
  readonly rootCertificate: string | null;
}

export interface CurrentSource {
  readonly settings: SourceSettings;
  readonly hasSecret: boolean;
  readonly hasRootCertificate: boolean;
  /** The command line named it: it does so again at the next start. */
  readonly isFromCommandLine: boolean;
}

/** What is tried, in this order; each source has its own. */
export const SOURCE_STEPS = ['area', 'connection', 'server', 'platform', 'publication', 'rights', 'relay', 'slot', 'clock'] as const;
export type SourceStep = (typeof SOURCE_STEPS)[number];

export interface SourceFinding {
  readonly step: SourceStep;
  /** `skipped`: an earlier step failed. */
  readonly outcome: 'passed' | 'warning' | 'failed' | 'skipped';
  /** What is wrong; null when it passed or was skipped. */
  readonly trouble: SourceTrouble | null;
}
