import { describe, expect, it } from 'vitest';
import { parseConnectionUrl, targetLabel, tlsModeFor } from './connection-url.ts';
import { ConnectionUrlError } from '../server-address.ts';

const faultOf = (url: string): string => {
  try {
    parseConnectionUrl(url);
    return 'none';
  } catch (error) {
    return error instanceof ConnectionUrlError ? error.fault : 'other';
  }
};

describe('a connection URL', () => {
  it('names user, database and addresses, in order', () => {
    const target = parseConnectionUrl('postgresql://station_320106002@db1.example:5433,db2.example,[fd00::2]:5434/city');
    expect(target).toMatchObject({ user: 'station_320106002', database: 'city', tlsMode: null, rootCertificatePath: null });
    expect(target.addresses).toEqual([
      { host: 'db1.example', port: 5433 },
      { host: 'db2.example', port: 5432 },
      { host: 'fd00::2', port: 5434 },
    ]);
    expect(targetLabel(target)).toBe('db1.example:5433,db2.example:5432,[fd00::2]:5434/city');
  });

  it('takes the user’s name for the database where none is given, as libpq does', () => {
    expect(parseConnectionUrl('postgres://city@db').database).toBe('city');
    expect(parseConnectionUrl('postgres://city@db/').database).toBe('city');
  });

  it('decodes what is written with percent signs', () => {
    expect(parseConnectionUrl('postgres://a%40b@db/%E5%9F%8E').user).toBe('a@b');
    expect(parseConnectionUrl('postgres://a%40b@db/%E5%9F%8E').database).toBe('城');
  });

  it('names TLS mode and certificates as libpq does', () => {
    expect(parseConnectionUrl('postgres://s@db/city?sslmode=verify-ca&sslrootcert=/etc/ca.pem&sslcert=c.pem&sslkey=k.pem')).toMatchObject({
      tlsMode: 'verify-ca',
      rootCertificatePath: '/etc/ca.pem',
      certificatePath: 'c.pem',
      keyPath: 'k.pem',
    });
  });

  it('proves the server’s name unless it is this machine or the URL says otherwise', () => {
    const modeOf = (url: string) => {
      const target = parseConnectionUrl(url);
      return target.addresses.map((address) => tlsModeFor(target, address));
    };
    expect(modeOf('postgres://s@127.0.0.1,db.example,localhost,[::1],10.0.0.1/city')).toEqual([
      'disable',
      'verify-full',
      'disable',
      'disable',
      'verify-full',
    ]);
    expect(modeOf('postgres://s@127.0.0.1,db.example/city?sslmode=require')).toEqual(['require', 'require']);
    // A name that only begins like an address of this machine.
    expect(modeOf('postgres://s@127.example/city')).toEqual(['verify-full']);
  });

  it.each([
    ['postgres://s:secret@db/city', 'password'],
    ['postgres://s:@db/city', 'password'],
    ['postgres://s@db/city?password=secret', 'password'],
    ['mysql://s@db/city', 'scheme'],
    ['db.example', 'scheme'],
    ['postgres://db/city', 'user'],
    ['postgres://s@/city', 'host'],
    ['postgres://s@db,/city', 'host'],
    ['postgres://s@[db]/city', 'host'],
    ['postgres://s@a b/city', 'host'],
    ['postgres://s@db:0/city', 'port'],
    ['postgres://s@db:65536/city', 'port'],
    ['postgres://s@db:x/city', 'port'],
    ['postgres://s@db/a/b', 'database'],
    ['postgres://s@db/%zz', 'database'],
    ['postgres://s@db/city?sslmode=prefer', 'parameter'],
    ['postgres://s@db/city?options=-c', 'parameter'],
  ])('%s is refused for its %s', (url, fault) => {
    expect(faultOf(url)).toBe(fault);
  });

  it('never repeats a password in its error', () => {
    try {
      parseConnectionUrl('postgres://s:secret@db/city');
    } catch (error) {
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret');
    }
    expect.assertions(1);
  });
});
