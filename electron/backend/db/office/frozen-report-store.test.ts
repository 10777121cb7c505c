import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DailyReport } from '../../../../shared/contract/daily-report.ts';
import { openDatabase, type Database } from '../database.ts';
import { sql } from '../sql.ts';
import { FrozenReportStore } from './frozen-report-store.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

let db: Database;
let store: FrozenReportStore;

beforeEach(() => {
  db = openDatabase(':memory:', { role: 'office', synchronous: 'OFF' });
  migrate(db, MIGRATIONS, () => undefined);
  store = new FrozenReportStore(db);
});

afterEach(() => db.close());

function preview(given: Partial<DailyReport> = {}): DailyReport {
  const report: Partial<DailyReport> = {
    number: '',
    digest: '',
    request: { areaCode: '320106', day: 20_780, cutoffMinute: 1080, language: 'zh-CN' },
    area: { level: 'district', index: 3, code: '320106', name: '鼓楼区' },
    asOfMs: 1,
    takenAtMs: 2,
    replicaPosition: '17',
    createdBy: 'duty',
    map: { fromGrid: 3, listed: [1, 2], withdrawn: [0, 0], deferred: [0, 1], verified: [1, 0] },
    countsBefore: null,
    ...given,
  };
  return report as DailyReport;
}

describe('frozen reports', () => {
  test('get running numbers of their own prefix', () => {
    const numbers = ['GL-RB-20261123-', 'GL-RB-20261123-', 'XW-RB-20261123-'].map((prefix) => store.freeze(prefix, preview()).number);
    expect(numbers).toEqual(['GL-RB-20261123-01', 'GL-RB-20261123-02', 'XW-RB-20261123-01']);
  });

  test('come back as they were frozen, digest included', () => {
    const frozen = store.freeze('GL-', preview());
    expect(frozen.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(store.get('GL-01')).toEqual(frozen);
    expect({ ...frozen, number: '', digest: '' }).toEqual(preview());
  });

  test('have a digest of their own figures', () => {
    const digests = [preview(), preview({ asOfMs: 9 }), preview({ replicaPosition: '18' })].map(
      (report) => store.freeze('GL-', report).digest,
    );
    expect(new Set(digests).size).toBe(3);
  });

  test('are listed with the latest first', () => {
    store.freeze('GL-', preview({ takenAtMs: 5 }));
    store.freeze('GL-', preview({ takenAtMs: 9 }));
    store.freeze('GL-', preview({ takenAtMs: 7 }));
    expect(store.list(2).map(({ number, createdAtMs }) => [number, createdAtMs])).toEqual([
      ['GL-02', 9],
      ['GL-03', 7],
    ]);
    expect(store.list(1)[0]).toEqual({
      number: 'GL-02',
      areaCode: '320106',
      areaName: '鼓楼区',
      day: 20_780,
      cutoffMinute: 1080,
      language: 'zh-CN',
      createdAtMs: 9,
      createdBy: 'duty',
    });
  });

  test('that nobody froze are unknown', () => {
    expect(() => store.get('GL-01')).toThrow(expect.objectContaining({ code: 'unknown-report', details: { number: 'GL-01' } }));
  });

  test('cannot be changed in the program, and a change in the file is found out', () => {
    store.freeze('GL-', preview());
    expect(() => db.run(sql`UPDATE frozen_report SET model = '{}'`)).toThrow('never changed');
    db.execute('DROP TRIGGER report_is_never_changed');
    db.run(sql`UPDATE frozen_report SET model = replace(model, '"listed":[1,2]', '"listed":[1,3]')`);
    expect(() => store.get('GL-01')).toThrow(expect.objectContaining({ code: 'office-damaged' }));
  });
});
