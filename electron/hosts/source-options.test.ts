import { describe, expect, it } from 'vitest';
import { parseHostOptions } from './host-options.ts';

const SOURCE = 'postgres://station_320106002@127.0.0.1:5432/city';
const sourceOf = (...values: string[]) => parseHostOptions(values).source;

describe('the options of a station', () => {
  it('name a platform, an area and where the password is', () => {
    expect(sourceOf()).toBeNull();
    expect(
      sourceOf('--source', SOURCE, '--area', '320106002', '--source-password-file', '/run/password', '--station=0a1b2c3d'),
    ).toMatchObject({
      target: { user: 'station_320106002', database: 'city', addresses: [{ host: '127.0.0.1', port: 5432 }] },
      areaCode: '320106002',
      passwordFile: '/run/password',
      stationId: '0a1b2c3d',
    });
    expect(sourceOf('--source', SOURCE, '--area', '320100')).toMatchObject({ areaCode: '320100', passwordFile: null, stationId: null });
  });

  it('name a stream of NATS, and where the credentials are', () => {
    const source = 'nats://10.0.0.1,10.0.0.2:4333?sslrootcert=ca.pem';
    expect(sourceOf('--source', source, '--area', '320106002', '--source-credentials-file', '/run/street.nk')).toEqual({
      kind: 'nats',
      areaCode: '320106002',
      credentialsFile: '/run/street.nk',
      target: {
        servers: [
          { host: '10.0.0.1', port: 4222 },
          { host: '10.0.0.2', port: 4333 },
        ],
        tlsMode: 'verify-full',
        rootCertificatePath: 'ca.pem',
        certificatePath: null,
        keyPath: null,
        station: null,
      },
    });
    expect(sourceOf('--source', 'nats://127.0.0.1:4222?station=hall_2', '--area', '320106')).toMatchObject({
      target: { tlsMode: 'disable', station: 'hall_2' },
      credentialsFile: null,
    });
    expect(() => sourceOf('--source', 'nats://street:secret@10.0.0.1', '--area', '320106002')).toThrow(
      expect.objectContaining({ code: 'password-in-source', details: {} }),
    );
  });

  it('refuse a password in the URL without repeating it', () => {
    const url = 'postgres://station:secret@127.0.0.1/city';
    expect(() => sourceOf('--source', url, '--area', '320106002')).toThrow(
      expect.objectContaining({ code: 'password-in-source', details: {} }),
    );
  });

  it.each([
    ['--source', 'mysql://x', '--area', '320106002'],
    ['--source', 'postgres://station@host:99999/city', '--area', '320106002'],
    ['--source', SOURCE],
    ['--source', SOURCE, '--area', '320106'.slice(0, 5)],
    ['--source', SOURCE, '--area', '鼓楼区'],
    ['--source', SOURCE, '--area', '320106002', '--station', 'one'],
    ['--area', '320106002'],
    ['--source-password-file', '/run/password'],
    ['--source-credentials-file', '/run/street.nk'],
    ['--source', SOURCE, '--area', '320106002', '--source-credentials-file', '/run/street.nk'],
    ['--source', 'nats://10.0.0.1', '--area', '320106002', '--source-password-file', '/run/password'],
    ['--source', 'nats://10.0.0.1', '--area', '320106002', '--station', '0a1b2c3d'],
    ['--source', 'nats://10.0.0.1:0', '--area', '320106002'],
    ['--source', 'nats://10.0.0.1?station=a.b', '--area', '320106002'],
    ['--source', 'nats://10.0.0.1?verify=no', '--area', '320106002'],
  ])('are refused with what is possible: %s %s', (...values) => {
    expect(() => sourceOf(...values)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
  });
});
