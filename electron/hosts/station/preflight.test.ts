import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import type { SourceFinding } from '../../../shared/contract/source-settings.ts';
import { systemClock } from '../../backend/clock.ts';
import { parseConnectionUrl } from '../../backend/sources/postgres/connection-url.ts';
import { tryPostgres } from '../../backend/sources/postgres/preflight.ts';
import type { PostgresSpec } from '../../backend/sources/source-spec.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { testCity } from './testing/test-station.ts';

const { signal } = new AbortController();
let city: City;
let platform: TestPlatform;

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
});

afterAll(() => platform.stop());

async function tried(given: Partial<PostgresSpec> = {}): Promise<readonly SourceFinding[]> {
  const { host, port, user, database, password } = platform.connectionOptions(`station_${STREET_CODE}`);
  const target = parseConnectionUrl(`postgres://${user}@${host}:${port}/${database}`);
  const spec: PostgresSpec = { kind: 'postgres', target, areaCode: STREET_CODE, stationId: '0a1b2c3d', password, ...given };
  return tryPostgres(spec, city, systemClock, signal);
}

const outcomes = (findings: readonly SourceFinding[]) => findings.map(({ step, outcome }) => `${step} ${outcome}`);
const failure = (findings: readonly SourceFinding[]) => findings.find(({ outcome }) => outcome === 'failed')?.trouble?.code;

describe('a connection that is tried', () => {
  it('passes step by step where a station could start, and leaves nothing on the server', async () => {
    expect(outcomes(await tried())).toEqual([
      'area passed',
      'connection passed',
      'server passed',
      'platform passed',
      'publication passed',
      'rights passed',
      'slot passed',
      'clock passed',
    ]);
    const { rows } = await platform.as('postgres', (client) => client.query('SELECT slot_name FROM pg_replication_slots'));
    expect(rows).toEqual([]);
  });

  it('fails at the step that is wrong, and says nothing of those behind it', async () => {
    const wrong = await tried({ password: 'wrong' });
    expect(outcomes(wrong).slice(0, 3)).toEqual(['area passed', 'connection failed', 'server skipped']);
    expect(failure(wrong)).toBe('source-auth-failed');
    expect(JSON.stringify(wrong)).not.toContain('wrong"');
    expect(failure(await tried({ areaCode: '990000' }))).toBe('source-area-unknown');
    expect(failure(await tried({ areaCode: '320106003' }))).toBe('source-publication-missing');
  });

  it('names a server that was reached and cannot serve, apart from the way to it', async () => {
    await platform.as('postgres', (client) => client.query('UPDATE platform.meta SET city_version = $1', ['older']));
    const findings = await tried();
    await platform.as('postgres', (client) => client.query('UPDATE platform.meta SET city_version = $1', [city.version]));
    expect(outcomes(findings).slice(1, 4)).toEqual(['connection passed', 'server passed', 'platform failed']);
    expect(failure(findings)).toBe('source-wrong-platform');
  });
});
