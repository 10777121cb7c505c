import type { SourceStatus } from '../source-status.ts';

/** A source that is fine, for tests that are about something else. */
export const LIVE_SOURCE: SourceStatus = {
  kind: 'simulated',
  label: '',
  areaCode: '320100',
  state: 'live',
  offlineSinceMs: null,
  trouble: null,
  warnings: [],
  lagMs: 0,
  backlogRows: null,
  backlogBytes: null,
  rowsPerSecond: 0,
  slot: '',
  unknownCodes: 0,
  retryAtMs: null,
};
