import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { asFault, troubleOf } from './classify-error.ts';

function ofServer(code: string, message = ''): DatabaseError {
  return Object.assign(new DatabaseError(message, message.length, 'error'), { code, severity: 'ERROR' });
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('an error', () => {
  it.each([
    [ofServer('28P01'), 'source-auth-failed'],
    [ofServer('28000', 'no pg_hba.conf entry for host'), 'source-auth-failed'],
    [ofServer('42501', 'permission denied'), 'source-forbidden'],
    [ofServer('55006', 'replication slot is active'), 'source-slot-busy'],
    [ofServer('42704', 'replication slot "s" does not exist'), 'source-slot-lost'],
    [ofServer('42704', 'publication "p" does not exist'), 'source-publication-missing'],
    [ofServer('55000', 'logical decoding requires "wal_level" >= "logical"'), 'source-not-logical'],
    [ofServer('55000', 'can no longer access replication slot "s"'), 'source-slot-lost'],
    [ofServer('3D000'), 'source-wrong-platform'],
    [ofServer('42P01'), 'source-schema-missing'],
    [ofServer('57P01'), 'source-unreachable'],
    [ofServer('57P03', 'the database system is starting up'), 'source-unreachable'],
    [ofServer('53300', 'too many connections'), 'source-unreachable'],
    [ofServer('08006'), 'source-unreachable'],
    [ofServer('XX000'), 'source-failed'],
    [withCode('ECONNREFUSED'), 'source-unreachable'],
    [withCode('ENOTFOUND'), 'source-unreachable'],
    [withCode('CERT_HAS_EXPIRED'), 'source-tls-failed'],
    [withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'source-tls-failed'],
    [withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'source-tls-failed'],
    [withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'source-tls-failed'],
    [new Error('The server does not support SSL connections'), 'source-tls-failed'],
    [new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string'), 'source-auth-failed'],
    [new Error('Connection terminated unexpectedly'), 'source-unreachable'],
    [new Error('timeout expired'), 'source-unreachable'],
    [new AggregateError([withCode('ECONNREFUSED')]), 'source-unreachable'],
    [new Error('unknown pgoutput message'), 'source-failed'],
    ['thrown', 'source-failed'],
  ])('%s is %s', (error, code) => {
    expect(troubleOf(error).code).toBe(code);
  });

  it('keeps its text, which may hold a row, out of what screen and log get', () => {
    const trouble = troubleOf(ofServer('22P02', 'invalid input syntax: "张三 320106199001011234"'));
    expect(JSON.stringify(trouble)).not.toContain('张三');
    expect(String(asFault(ofServer('22P02', 'invalid input syntax: "张三"')).cause)).toBe('Error: ERROR 22P02');
    expect(String(asFault(ofServer('57P03', 'the database system is starting up')).cause)).toContain('starting up');
  });

  it('becomes a fault once, with the place where it was met', () => {
    const fault = asFault(withCode('ECONNREFUSED'), { address: 'db:5432' });
    expect(fault.trouble).toEqual({ code: 'source-unreachable', details: { reason: 'ECONNREFUSED', address: 'db:5432' } });
    expect(asFault(fault, { address: 'other' })).toBe(fault);
  });
});
