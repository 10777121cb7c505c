import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { drawReportMap } from '../../renderer/report/map/map-drawing.ts';
import type { DailyReport } from '../../shared/contract/daily-report.ts';
import { areaCode, areaName, type AreaRef, childAreas, gridRangeOf } from '../../shared/domain/areas.ts';

const city = await loadCity(join(import.meta.dirname, '..', '..', 'resources', 'city'));
const DISTRICT: AreaRef = { level: 'district', index: city.districts.code.indexOf('320106') };
const NONE = {
  listed: 0,
  pushed: 0,
  assigned: 0,
  inProgress: 0,
  verified: 0,
  verifiedOnTime: 0,
  unreachable: 0,
  deferred: 0,
  withdrawn: 0,
  overdue: 0,
  unplaced: 0,
  outcomes: [0, 0, 0, 0, 0, 0, 0],
};

/** A report in which every grid has ten due and the verified of its turn: 0, 1 … 10, withdrawn all, nothing. */
function reportOf(area: AreaRef, given: Partial<DailyReport> = {}): DailyReport {
  const { from, to } = gridRangeOf(city, area);
  const turns = Array.from({ length: to - from }, (_, offset) => offset % 13);
  const named = (ref: AreaRef) => ({ ...ref, code: areaCode(city, ref), name: areaName(city, ref) });
  return {
    number: 'GL-RB-20261123-01',
    digest: '',
    request: { areaCode: areaCode(city, area), day: 20_780, cutoffMinute: 1080, language: 'zh-CN' },
    area: named(area),
    asOfMs: 0,
    takenAtMs: 0,
    replicaPosition: '',
    replicaAtMs: null,
    freshness: [],
    cityVersion: city.version,
    batches: [],
    createdBy: 'duty',
    counts: NONE,
    countsBefore: null,
    map: {
      fromGrid: from,
      listed: turns.map((turn) => (turn === 12 ? 0 : 10)),
      withdrawn: turns.map((turn) => (turn === 11 ? 10 : 0)),
      deferred: turns.map(() => 0),
      verified: turns.map((turn) => (turn < 11 ? turn : 0)),
    },
    children: childAreas(city, area).map((child) => ({ ...named(child), counts: NONE, countsBefore: null })),
    gridsBehind: [],
    gridsBehindTotal: 0,
    unplacedByPlacement: { none: 0, ambiguous: 0 },
    alertsByLevel: [],
    alertsByKind: [],
    trend: [],
    signatures: [],
    classification: '',
    officeName: '',
    ...given,
  };
}

describe('the map of a report', () => {
  it('counts every grid in exactly one class of its legend', () => {
    const { legend } = drawReportMap(city, reportOf(DISTRICT));
    const { from, to } = gridRangeOf(city, DISTRICT);
    const inTurn = (matches: (turn: number) => boolean): number =>
      Array.from({ length: to - from }, (_, offset) => offset % 13).filter(matches).length;
    expect(legend.map(({ mapClass, gridCount }) => [mapClass, gridCount])).toEqual([
      [0, inTurn((turn) => turn < 6)],
      [1, inTurn((turn) => turn === 6 || turn === 7)],
      [2, inTurn((turn) => turn === 8)],
      [3, inTurn((turn) => turn === 9)],
      [4, inTurn((turn) => turn === 10)],
      ['noData', inTurn((turn) => turn === 11)],
      ['nothingDue', inTurn((turn) => turn === 12)],
    ]);
  });

  it('draws the core districts of the city larger, and of nothing else', () => {
    const { core, main } = drawReportMap(city, reportOf({ level: 'city', index: 0 }));
    expect(core?.labels.map(({ text }) => text).sort()).toEqual(['建邺区', '玄武区', '秦淮区', '雨花台区', '鼓楼区'].sort());
    expect(core?.scaleBar.meters).toBeLessThan(main.scaleBar.meters);
    expect(drawReportMap(city, reportOf(DISTRICT)).core).toBeNull();
  });

  it('names nearly every area one level down', () => {
    for (const [index] of city.districts.code.entries()) {
      const area: AreaRef = { level: 'district', index };
      const { labels } = drawReportMap(city, reportOf(area)).main;
      expect(labels.length / childAreas(city, area).length).toBeGreaterThanOrEqual(0.8);
    }
  });

  it('is not drawn on another version of the city, nor with the grids of another area', () => {
    const otherCity = reportOf(DISTRICT, { cityVersion: 'other' });
    const otherGrids = reportOf(DISTRICT, { map: { fromGrid: 0, listed: [1], withdrawn: [0], deferred: [0], verified: [0] } });
    for (const report of [otherCity, otherGrids]) {
      expect(() => drawReportMap(city, report)).toThrow(expect.objectContaining({ code: 'map-not-drawable' }));
    }
  });
});
