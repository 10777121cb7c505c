import type { SourceStatus } from '../source-status.ts';
import type { StatusSnapshot } from '../topics.ts';

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
  repeatsRows: true,
  retryAtMs: null,
};

export const LIVE_STATUS: StatusSnapshot = {
  nowMs: 0,
  replica: { phase: 'live' },
  position: '0/0',
  source: LIVE_SOURCE,
  sources: [],
  quarantinedRows: 0,
  batches: [],
  office: { protection: 'key-file', recoveryKeyMadeAtMs: null, newestBackupAtMs: null, backupTrouble: null, restored: null },
};
