import { describe, expect, it } from 'vitest';
import type { Language, ReportSource } from '../../shared/contract/daily-report.ts';
import { replicationStand, replicationStanding } from '../../shared/contract/replication-standing.ts';
import type { SourceStatus } from '../../shared/contract/source-status.ts';
import { LIVE_SOURCE, LIVE_STATUS } from '../../shared/contract/testing/live-source.ts';
import type { ReplicaPhase, StatusSnapshot } from '../../shared/contract/topics.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { reportText } from './i18n/report-text.ts';
import { sourceNote, sourceWarning, staleSinceMs, streamNote } from './source-text.ts';

/** 17:58:24 on 23 November 2026 in Shanghai. */
const NOW_MS = Date.UTC(2026, 10, 23, 9, 58, 24);

function stood(source: Partial<SourceStatus>, replica: ReplicaPhase = { phase: 'live' }): ReportSource {
  const status: StatusSnapshot = {
    ...LIVE_STATUS,
    nowMs: NOW_MS,
    replica,
    position: 'p',
    source: { ...LIVE_SOURCE, kind: 'postgres', ...source },
  };
  const { kind, areaCode, offlineSinceMs } = status.source;
  const standing = replicationStanding(status);
  return { kind, areaCode, standing, offlineSinceMs, trouble: null, quarantinedRows: 0, stand: replicationStand(status) };
}

function noted(source: ReportSource, language: Language = 'zh-CN'): string {
  return sourceNote(source, reportText(language), language);
}

const REBUILDING: ReplicaPhase = {
  phase: 'loading',
  reason: 'requested',
  table: 'task',
  tables: [],
  isCounting: false,
  doneRows: 43,
  expectedRows: 100,
  startedAtMs: NOW_MS - 40_000,
};

describe('what paper says of the source', () => {
  it.each<[chinese: string, english: string, source: Partial<SourceStatus>, replica?: ReplicaPhase]>([
    ['实时', 'Live', {}],
    ['滞后 12 秒 · 1,204 行', '12 s behind · 1,204 rows', { state: 'catching-up', lagMs: 12_400, backlogRows: 1204 }],
    ['离线自 14:05', 'Offline since 14:05', { state: 'offline', offlineSinceMs: NOW_MS - 3.88 * HOUR_MS }],
    ['重建 43% · 余 53 秒', 'Rebuilding 43% · 53 s left', { state: 'snapshot' }, REBUILDING],
  ])('is what the strip said when the figures were taken: %s', (chinese, english, source, replica) => {
    expect(noted(stood(source, replica))).toContain(`取数时：${chinese}；`);
    expect(noted(stood(source, replica), 'en')).toContain(`when the figures were taken: ${english};`);
  });

  it('names what kept it away, and the rows that are in no figure', () => {
    const source = {
      ...stood({ state: 'offline', offlineSinceMs: NOW_MS - HOUR_MS }),
      trouble: 'source-unreachable',
      quarantinedRows: 3,
    } as const;
    expect(noted(source)).toMatch(/取数时：离线自 16:58，.+；另有 3 条记录被隔离，未计入。/);
  });

  it('of an earlier version says what that one kept', () => {
    const { stand: _, ...earlier } = stood({ state: 'offline', offlineSinceMs: NOW_MS - HOUR_MS });
    expect(noted(earlier)).toContain('取数时：离线（自 2026-11-23 16:58:24）；');
  });
});

describe('what paper says of a stream', () => {
  it('is the strip’s word for it and its last change, as far as anybody knew them', () => {
    const text = reportText('zh-CN');
    const changedAtMs = NOW_MS - MINUTE_MS;
    expect(streamNote({ source: 'screening', changedAtMs, state: 'stale' }, text)).toBe('排查 陈旧，最近变更 2026-11-23 17:57:24');
    expect(streamNote({ source: 'alerts', changedAtMs: null, state: 'offline' }, text)).toBe('预警 中断，尚无数据');
    expect(streamNote({ source: 'alerts', changedAtMs }, text)).toBe('预警，最近变更 2026-11-23 17:57:24');
    expect(streamNote({ source: 'alerts', changedAtMs, state: 'live' }, reportText('en'))).toBe(
      'Alerts live, last change 2026-11-23 17:57:24',
    );
  });
});

describe('figures and map of a report', () => {
  const takenAt = (source: ReportSource, agoMs = 0) => ({ asOfMs: NOW_MS - agoMs, replicaAtMs: NOW_MS - HOUR_MS, source });

  it('are old where the source was away or far behind at their moment', () => {
    const away = NOW_MS - 2 * HOUR_MS;
    expect(staleSinceMs(takenAt(stood({ state: 'offline', offlineSinceMs: away, lagMs: 0 })))).toBe(away);
    expect(staleSinceMs(takenAt(stood({ state: 'catching-up', lagMs: 10 * MINUTE_MS })))).toBe(NOW_MS - 10 * MINUTE_MS);
    expect(sourceWarning(takenAt(stood({ state: 'catching-up', lagMs: 10 * MINUTE_MS })), reportText('zh-CN'))).toBe(
      '副本只到 2026-11-23 17:48:24，此后的变更尚未计入',
    );
  });

  it('are not where all of it had come, however long ago something changed there, or where the source went away later', () => {
    expect(staleSinceMs(takenAt(stood({})))).toBeNull();
    expect(staleSinceMs(takenAt(stood({ state: 'catching-up', lagMs: 12_000 })))).toBeNull();
    expect(staleSinceMs(takenAt(stood({ state: 'offline', offlineSinceMs: NOW_MS - HOUR_MS, lagMs: 0 }), 2 * HOUR_MS))).toBeNull();
  });

  it('are as old as the last change of the replica where nobody knows more', () => {
    expect(staleSinceMs({ asOfMs: NOW_MS, replicaAtMs: NOW_MS - HOUR_MS, source: null })).toBe(NOW_MS - HOUR_MS);
    expect(staleSinceMs({ asOfMs: NOW_MS, replicaAtMs: NOW_MS - MINUTE_MS, source: null })).toBeNull();
  });
});
