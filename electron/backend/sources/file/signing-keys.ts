import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

const ID_LENGTH = 16;
const PEM_BLOCK = /-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g;

/** Names a key: the beginning of its public half's SHA-256. */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, ID_LENGTH);
}

/** A key that signs files, from its PEM. @throws TypeError when it is no Ed25519 key */
export function signingKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  return key;
}

/** Public keys that a station trusts, by their names, from a text with one or more of them as PEM. @throws TypeError when there is none */
export function trustedKeys(text: string): ReadonlyMap<string, KeyObject> {
  const keys = [...text.matchAll(PEM_BLOCK)]
    .map(([pem]) => createPublicKey(pem))
    .filter(({ asymmetricKeyType: type }) => type === 'ed25519');
  if (keys.length === 0) throw new TypeError('no Ed25519 key');
  return new Map(keys.map((key) => [keyId(key), key]));
}

/** A new pair, as PEM. */
export function makeKeyPair(): { readonly privatePem: string; readonly publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
