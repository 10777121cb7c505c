import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CONTRACT_VERSION } from './contract-version.ts';

/** What travels, and how: a change of any of these is a change of the contract. */
const RPC_SOURCES = ['binary-codec.ts', 'protocol.ts', 'served-api.ts'];
const PINNED = join(import.meta.dirname, 'contract-version.pin');

function sourcesHash(): string {
  const contract = import.meta.dirname;
  const rpc = join(contract, '..', 'rpc');
  const files = readdirSync(contract)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'contract-version.ts')
    .sort()
    .map((name) => join(contract, name));
  const digest = createHash('sha256');
  // Comments and spaces may change freely: neither travels.
  for (const file of [...files, ...RPC_SOURCES.map((name) => join(rpc, name))]) {
    const code = readFileSync(file, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/^\s*\/\/.*$/gm, '');
    digest.update(code.replaceAll(/[\s;,]+/g, ' '));
  }
  return digest.digest('hex');
}

it('bumps the version of the contract with every change of it: then write the new version and hash into contract-version.pin', () => {
  expect(`${CONTRACT_VERSION} ${sourcesHash()}`).toBe(readFileSync(PINNED, 'utf8').trim());
});
