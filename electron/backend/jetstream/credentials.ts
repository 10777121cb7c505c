import { type Authenticator, credsAuthenticator, nkeyAuthenticator, usernamePasswordAuthenticator } from '@nats-io/transport-node';
import { SourceFailedError } from '../replication/change.ts';

const encoder = new TextEncoder();

const SEED = /^SU[A-Z2-7]{56}$/;
const NAME_AND_PASSWORD = /^([^\s:]+):(.+)$/;

/**
 * How NATS is told who we are, from the text of a credentials file: a user's seed (`SU…`), a `.creds` file with JWT and seed, or one line
 * `user:password`. Null for an empty text: no credentials.
 * @throws SourceFailedError `source-auth-failed` when the text is none of them
 */
export function authenticatorOf(text: string): Authenticator | null {
  const content = text.trim();
  if (content === '') return null;
  if (content.includes('-----BEGIN NATS USER JWT-----')) return credsAuthenticator(encoder.encode(content));
  if (SEED.test(content)) return nkeyAuthenticator(encoder.encode(content));
  const [, user, password] = NAME_AND_PASSWORD.exec(content) ?? [];
  if (user === undefined || password === undefined) throw new SourceFailedError('source-auth-failed', { reason: 'credentials' });
  return usernamePasswordAuthenticator(user, password);
}
