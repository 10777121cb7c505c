import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceFinding } from '../../../shared/contract/source-settings.ts';
import { defaultStationName } from '../../backend/jetstream/subjects.ts';
import { tryNats } from '../../backend/sources/nats/preflight.ts';
import { testCity } from '../station/testing/test-station.ts';
import { RelayedPlatform } from './testing/relayed-platform.ts';
import { isWithoutNats } from '../../backend/jetstream/testing/without-nats.ts';

const [STREET, NEIGHBOUR] = ['320106002', '320106003'];
const PATIENCE_MS = 60_000;
let relayed: RelayedPlatform;

beforeAll(async () => {
  relayed = await RelayedPlatform.start(await testCity(), [STREET, NEIGHBOUR]);
  await relayed.startRelay();
}, PATIENCE_MS);

afterAll(() => relayed.remove());

/** Tried with the credentials of one station, for the area of the same or another. */
async function tried(credentialsOf: string, areaCode: string): Promise<readonly SourceFinding[]> {
  const { target, readCredentials } = relayed.servers.settings(defaultStationName(credentialsOf));
  return tryNats({ kind: 'nats', target, areaCode, credentials: await readCredentials() }, relayed.city);
}

const outcomes = (findings: readonly SourceFinding[]) => findings.map(({ step, outcome }) => `${step} ${outcome}`);

describe.skipIf(isWithoutNats)('a relay’s stream that is tried', { timeout: PATIENCE_MS }, () => {
  it('passes step by step where a station could start', async () => {
    expect(outcomes(await tried(STREET, STREET))).toEqual(['area passed', 'connection passed', 'relay passed', 'rights passed']);
  });

  it('fails for an area that the credentials are not for', async () => {
    const findings = await tried(STREET, NEIGHBOUR);
    expect(findings.find(({ outcome }) => outcome === 'failed')?.trouble?.code).toBe('source-forbidden');
  });

  it('says that the relay is silent', async () => {
    await relayed.stopRelay();
    const findings = await tried(STREET, STREET);
    expect(outcomes(findings)).toEqual(['area passed', 'connection passed', 'relay failed', 'rights skipped']);
    expect(findings[2]?.trouble?.code).toBe('source-relay-silent');
  });
});
