import { expect, it } from 'vitest';
import { replicationStanding } from './replication-standing.ts';
import { LIVE_SOURCE } from './testing/live-source.ts';

const LOADING = {
  phase: 'loading',
  reason: 'requested',
  table: 'task',
  tables: [],
  isCounting: false,
  doneRows: 1,
  expectedRows: 2,
  startedAtMs: 0,
} as const;

it.each([
  ['live', { phase: 'live' }, {}],
  ['behind', { phase: 'catching-up' }, { state: 'catching-up' }],
  ['behind', { phase: 'starting' }, { state: 'connecting' }],
  ['offline', { phase: 'catching-up' }, { state: 'connecting', offlineSinceMs: 1 }],
  ['offline', { phase: 'live' }, { state: 'offline', offlineSinceMs: 1 }],
  ['rebuilding', LOADING, { state: 'snapshot' }],
  ['rebuilding', { phase: 'indexing' }, { state: 'snapshot' }],
  // A line that breaks in the middle of a snapshot: nothing comes any more.
  ['offline', LOADING, { state: 'offline', offlineSinceMs: 1 }],
  ['offline', { phase: 'failed', code: 'source-failed', retryAtMs: 1 }, { state: 'offline', offlineSinceMs: 1 }],
  ['stopped', { phase: 'failed', code: 'disk-full', retryAtMs: 1 }, { state: 'stopped', offlineSinceMs: 1 }],
] as const)('stands as %s with %o and %o', (standing, replica, source) => {
  expect(replicationStanding({ replica, source: { ...LIVE_SOURCE, ...source } })).toBe(standing);
});
