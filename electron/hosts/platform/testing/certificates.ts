import forge from 'node-forge';
import { LOOPBACK } from '../postgres-server.ts';

/** PEM texts. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

interface Validity {
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

type KeyPair = forge.pki.rsa.KeyPair;

const DAY_MS = 86_400_000;
const IP_ADDRESS = 7;
const DNS_NAME = 2;

function generateKeys(): Promise<KeyPair> {
  return new Promise((resolve, reject) => {
    forge.pki.rsa.generateKeyPair({ bits: 2048 }, (error, keys) => (error ? reject(error) : resolve(keys)));
  });
}

function alternativeName(host: string): Record<string, unknown> {
  return /^[\d.]+$/.test(host) ? { type: IP_ADDRESS, ip: host } : { type: DNS_NAME, value: host };
}

/** A certificate authority of one test, which signs what the test wants: also what has expired, or names another host. */
export class TestAuthority {
  readonly #keys: KeyPair;
  readonly #name = [{ name: 'commonName', value: 'Test authority' }];
  #serial = 1;
  /** PEM of its own certificate: what a client trusts. */
  readonly certificate: string;

  private constructor(keys: KeyPair) {
    this.#keys = keys;
    const validity = { notBeforeMs: Date.now() - DAY_MS, notAfterMs: Date.now() + 3650 * DAY_MS };
    this.certificate = this.#sign(keys, this.#name, validity, [{ name: 'basicConstraints', cA: true }]);
  }

  static async create(): Promise<TestAuthority> {
    return new TestAuthority(await generateKeys());
  }

  /** A server's certificate; valid for these hosts, by default the loopback, and from yesterday until tomorrow. */
  async issue(hosts: readonly string[] = [LOOPBACK, 'localhost'], validity: Partial<Validity> = {}): Promise<Certificate> {
    const keys = await generateKeys();
    const times = { notBeforeMs: Date.now() - DAY_MS, notAfterMs: Date.now() + DAY_MS, ...validity };
    const subject = [{ name: 'commonName', value: hosts[0] ?? '' }];
    const extensions = [{ name: 'subjectAltName', altNames: hosts.map(alternativeName) }];
    return { certificate: this.#sign(keys, subject, times, extensions), key: forge.pki.privateKeyToPem(keys.privateKey) };
  }

  #sign(keys: KeyPair, subject: forge.pki.CertificateField[], { notBeforeMs, notAfterMs }: Validity, extensions: object[]): string {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.serialNumber = String(this.#serial).padStart(4, '0');
    this.#serial += 1;
    certificate.validity.notBefore = new Date(notBeforeMs);
    certificate.validity.notAfter = new Date(notAfterMs);
    certificate.setSubject(subject);
    certificate.setIssuer(this.#name);
    certificate.setExtensions(extensions);
    certificate.sign(this.#keys.privateKey, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  }
}
