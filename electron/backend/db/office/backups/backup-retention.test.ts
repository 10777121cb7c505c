import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '../../../../../shared/domain/time.ts';
import { type BackupName, backupFileName, parseBackupFileName } from './backup-name.ts';
import { keptBackups } from './backup-retention.ts';

/** 2026-11-23 10:00 in Shanghai. */
const NOW_MS = 1_795_399_200_000;

/** Copies as an office makes them: one after the other, minutes to days apart. */
const history = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 15, max: 3000 })), { maxLength: 300 })
  .map((gapsMinutes) => {
    let atMs = NOW_MS;
    const times = gapsMinutes.map((minutes) => (atMs -= minutes * MINUTE_MS)).reverse();
    return times.map((time, index): BackupName => ({ sequence: index + 1, atMs: time }));
  });

describe('the copies that are kept', () => {
  test('are the last twelve, one of each hour of the last day and one of each of the last fourteen days', () => {
    fc.assert(
      fc.property(history, (backups) => {
        const kept = keptBackups(backups, NOW_MS);
        for (const backup of backups.slice(-12)) expect(kept.has(backup)).toBe(true);
        for (const { atMs } of backups) {
          const has = (isAlike: (otherMs: number) => boolean): boolean => [...kept].some((backup) => isAlike(backup.atMs));
          const hour = Math.floor(atMs / HOUR_MS);
          if (Math.floor(NOW_MS / HOUR_MS) - hour < 24) expect(has((otherMs) => Math.floor(otherMs / HOUR_MS) === hour)).toBe(true);
          if (dayOf(NOW_MS) - dayOf(atMs) < 14) expect(has((otherMs) => dayOf(otherMs) === dayOf(atMs))).toBe(true);
        }
        expect(kept.size).toBeLessThanOrEqual(12 + 24 + 14);
      }),
    );
  });

  test('are the same when the others are gone: pruning again takes nothing more', () => {
    fc.assert(
      fc.property(history, (backups) => {
        const kept = keptBackups(backups, NOW_MS);
        expect(keptBackups([...kept], NOW_MS)).toEqual(kept);
      }),
    );
  });

  test('are the newest by number when the clock was set back', () => {
    const backups = Array.from({ length: 60 }, (_, index) => ({ sequence: index + 1, atMs: NOW_MS - index * DAY_MS }));
    const kept = keptBackups(backups, NOW_MS);
    for (const backup of backups.slice(-12)) expect(kept.has(backup)).toBe(true);
  });
});

test('a copy’s name says its number and its moment, and no other name is taken for one', () => {
  const name = { sequence: 123, atMs: NOW_MS + 5000 };
  expect(backupFileName(name)).toBe('office-000123-2026-11-23T10-00-05.db');
  expect(parseBackupFileName(backupFileName(name))).toEqual(name);
  const others = [
    'office-2026-11-23.db',
    'office-000123-2026-11-23T10-00-05.db.unfinished',
    'office-000123-2026-13-43T10-00-05.db',
    'office-before-0002.db',
  ];
  expect(others.map(parseBackupFileName)).toEqual([null, null, null, null]);
});
