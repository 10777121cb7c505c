import { expect, it } from 'vitest';
import type { CurrentSource, PostgresSettings } from '../../../shared/contract/source-settings.ts';
import { changeOf, formOf, invalidField, missingField } from './source-form.ts';

const SETTINGS: PostgresSettings = {
  kind: 'postgres',
  addresses: 'db:5432',
  database: 'city',
  user: 'station_320106002',
  areaCode: '320106002',
  tls: 'verify-full',
  station: '',
  certificatePath: '',
  keyPath: '',
};
const CURRENT: CurrentSource = { settings: SETTINGS, hasSecret: true, hasRootCertificate: false, isFromCommandLine: false };

it('gives back the settings that it was filled with, and keeps the secret that it never saw', () => {
  expect(changeOf(formOf(CURRENT))).toEqual({ settings: SETTINGS, secret: null, rootCertificate: null });
});

it('leaves out what another kind has no use for', () => {
  expect(changeOf({ ...formOf(CURRENT), kind: 'nats' }).settings).toEqual({
    kind: 'nats',
    addresses: 'db:5432',
    areaCode: '320106002',
    tls: 'verify-full',
    station: '',
  });
  expect(changeOf({ ...formOf(CURRENT), kind: 'file', publicKeys: 'PEM' })).toEqual({
    settings: { kind: 'file', areaCode: '320106002', publicKeys: 'PEM' },
    secret: null,
    rootCertificate: null,
  });
  expect(changeOf({ ...formOf(CURRENT), kind: 'simulated', secret: 'typed' })).toEqual({
    settings: { kind: 'simulated' },
    secret: null,
    rootCertificate: null,
  });
});

it('names the first field that is missing', () => {
  const form = formOf({ ...CURRENT, settings: { kind: 'simulated' } });
  expect(missingField(form)).toBeNull();
  expect(missingField({ ...form, kind: 'postgres' })).toBe('addresses');
  expect(missingField({ ...form, kind: 'postgres', addresses: 'db' })).toBe('user');
  expect(missingField({ ...form, kind: 'nats', addresses: 'db' })).toBe('area');
  expect(missingField({ ...form, kind: 'file' })).toBe('area');
  expect(missingField({ ...form, kind: 'file', areaCode: '320106002' })).toBe('publicKeys');
});

it('finds the field that the backend did not understand', () => {
  expect(invalidField({ code: 'invalid-source', message: '', details: { field: 'host', value: 'a b' } })).toBe('host');
  expect(invalidField({ code: 'internal', message: '' })).toBeNull();
});
