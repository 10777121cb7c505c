import { JetStreamApiCodes, JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';
import { SourceFailedError } from '../replication/change.ts';
import { WireError } from '../wire/wire-error.ts';
import { asFailed, troubleOf } from './trouble.ts';

const ofApi = (status: number, code: number): JetStreamApiError =>
  new JetStreamApiError({ code: status, err_code: code, description: 'stream station_320106002 张三' });

describe('what an error of NATS means', () => {
  it.each([
    ['no leader', ofApi(503, 10_008), 'source-unreachable', 'jetstream-10008'],
    ['a stream that is not there yet on the server that was asked', ofApi(500, 10_118), 'source-unreachable', 'jetstream-10118'],
    ['a cluster of which too few are left', ofApi(400, 10_005), 'source-unreachable', 'jetstream-10005'],
    ['a consumer that a new leader still has', ofApi(400, 10_013), 'source-unreachable', 'jetstream-10013'],
    ['an order that it refuses', ofApi(400, 10_025), 'source-failed', 'jetstream-10025'],
    ['a stream that nobody made', ofApi(404, JetStreamApiCodes.StreamNotFound), 'source-publication-missing', 'stream'],
    ['no JetStream', ofApi(503, JetStreamApiCodes.JetStreamNotEnabledForAccount), 'source-not-logical', 'jetstream'],
    ['nobody who answers', new errors.NoRespondersError('city.320106002.task'), 'source-unreachable', 'NoResponders'],
    ['a consumer that went with its server', new JetStreamError('consumer deleted'), 'source-unreachable', 'JetStreamError'],
    ['bytes that are no message', new WireError('malformed', 'task'), 'source-failed', 'malformed'],
    ['what nobody foresaw', new RangeError('张三'), 'source-failed', 'RangeError'],
  ])('%s', (_, error, code, reason) => {
    expect(troubleOf(error)).toEqual({ code, details: { reason } });
    expect(JSON.stringify(asFailed(new Error('beyond', { cause: error })).trouble)).not.toContain('张三');
  });

  it('is asked of what caused it too, and a trouble that has a name keeps it', () => {
    expect(troubleOf(new Error('follow', { cause: ofApi(500, 10_118) })).code).toBe('source-unreachable');
    const named = new SourceFailedError('source-relay-silent');
    expect(asFailed(named)).toBe(named);
  });
});
