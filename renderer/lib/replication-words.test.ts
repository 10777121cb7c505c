import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceStatus } from '../../shared/contract/source-status.ts';
import { LIVE_SOURCE, LIVE_STATUS } from '../../shared/contract/testing/live-source.ts';
import type { ReplicaPhase, StatusSnapshot } from '../../shared/contract/topics.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { startI18n } from '../app/i18n/i18n.ts';
import { dataAsOfMs, isOld, standingOf, standingText, troubleTitle } from './replication-words.ts';
import { type Words, wordsOf } from './use-words.ts';

/** 17:58:24 on 23 November 2026 in Shanghai. */
const NOW_MS = Date.UTC(2026, 10, 23, 9, 58, 24);
let words: Words;

beforeAll(() => {
  startI18n();
  words = wordsOf(i18next.t, 'zh-CN');
});

function status(source: Partial<SourceStatus>, replica: ReplicaPhase = { phase: 'live' }): StatusSnapshot {
  return { ...LIVE_STATUS, nowMs: NOW_MS, replica, position: 'p', source: { ...LIVE_SOURCE, ...source } };
}

function loading(doneRows: number, expectedRows: number, tookMs: number): ReplicaPhase {
  const tables = [{ table: 'task', doneRows, expectedRows }];
  const facts = { reason: 'requested', table: 'task', tables, isCounting: false } as const;
  return { phase: 'loading', ...facts, doneRows, expectedRows, startedAtMs: NOW_MS - tookMs };
}

describe('how the data stands, in words', () => {
  it.each<[string, Partial<SourceStatus>, ReplicaPhase?]>([
    ['实时', {}],
    ['滞后 12 秒 · 1,204 行', { state: 'catching-up', lagMs: 12_400, backlogRows: 1204 }],
    ['滞后 2 小时', { state: 'catching-up', lagMs: 2.4 * HOUR_MS }],
    ['正在连接', { state: 'connecting', lagMs: null }],
    ['正在追赶', { state: 'catching-up', lagMs: null }],
    ['离线自 14:05', { state: 'offline', offlineSinceMs: NOW_MS - 3.88 * HOUR_MS }],
    ['离线自 11-20 17:58', { state: 'offline', offlineSinceMs: NOW_MS - 72 * HOUR_MS }],
    ['停写自 17:57', { state: 'stopped', offlineSinceMs: NOW_MS - MINUTE_MS }, { phase: 'failed', code: 'disk-full', retryAtMs: NOW_MS }],
    ['重建开始', { state: 'snapshot' }, loading(0, 0, 0)],
    ['重建 1%', { state: 'snapshot' }, loading(1, 100, 1000)],
    ['重建 43% · 余 53 秒', { state: 'snapshot' }, loading(43, 100, 40_000)],
    ['重建 · 建索引', { state: 'snapshot' }, { phase: 'indexing' }],
  ])('says %s', (text, source, replica) => {
    const snapshot = status(source, replica);
    expect(standingText(snapshot, standingOf(snapshot, 'connected'), words)).toBe(text);
  });

  it.each<[string, ReplicaPhase]>([
    ['开始载入', loading(0, 0, 0)],
    ['载入 1%', loading(1, 100, 1000)],
    ['载入 43% · 余 53 秒', loading(43, 100, 40_000)],
    ['载入 · 建索引', { phase: 'indexing' }],
  ])('says %s where there are no old rows', (text, replica) => {
    const snapshot = { ...status({ state: 'snapshot' }, replica), position: '' };
    expect(standingText(snapshot, standingOf(snapshot, 'connected'), words)).toBe(text);
  });

  it('says that the backend is away whatever the source said last', () => {
    expect(standingText(status({}), standingOf(status({}), 'reconnecting'), words)).toBe('后台断开');
  });

  it('says why, of the source or of this machine', () => {
    expect(troubleTitle(status({ trouble: { code: 'source-auth-failed', details: {} } }), words)).toBe('账号或口令不对');
    expect(troubleTitle(status({}, { phase: 'failed', code: 'disk-full', retryAtMs: 0 }), words)).toBe('本机磁盘已满');
    expect(troubleTitle(status({}), words)).toBeNull();
  });
});

describe('old data', () => {
  const old = (source: Partial<SourceStatus>) => isOld(status(source), standingOf(status(source), 'connected'));

  it('is what nothing comes to any more, and what is five minutes behind', () => {
    expect(old({})).toBe(false);
    expect(old({ state: 'catching-up', lagMs: MINUTE_MS })).toBe(false);
    expect(old({ state: 'catching-up', lagMs: 6 * MINUTE_MS })).toBe(true);
    expect(old({ state: 'offline', offlineSinceMs: NOW_MS })).toBe(true);
    expect(isOld(status({}), 'noBackend')).toBe(true);
  });

  it('is as of when it was heard last, or less where it was behind even then; an empty replica is of no time', () => {
    expect(dataAsOfMs(status({ state: 'offline', offlineSinceMs: NOW_MS - HOUR_MS, lagMs: 1000 }))).toBe(NOW_MS - HOUR_MS);
    expect(dataAsOfMs(status({ state: 'offline', offlineSinceMs: NOW_MS - HOUR_MS, lagMs: 2 * HOUR_MS }))).toBe(NOW_MS - 2 * HOUR_MS);
    expect(dataAsOfMs(status({ lagMs: null }))).toBeNull();
    expect(dataAsOfMs({ ...status({}), position: '' })).toBeNull();
  });
});
