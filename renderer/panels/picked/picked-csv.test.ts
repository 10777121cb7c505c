import i18next from 'i18next';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { startI18n } from '../../app/i18n/i18n.ts';
import { wordsOf } from '../../lib/use-words.ts';
import { latticeCity } from '../../map/lattice-city.fixture.ts';
import { METRICS } from '../../metrics/index.ts';
import { pickedCsv } from './picked-csv.ts';
import type { PickedRow } from './use-picked.ts';

startI18n();
const words = wordsOf(i18next.t, 'zh-CN');
const city = latticeCity(4);

function rowOf(grid: number, name: string, listed: number, verified: number): PickedRow {
  const figures = {
    grids: 1,
    households: 100,
    residents: 300,
    listed,
    verified,
    verifiedOnTime: 0,
    unreachable: 0,
    deferred: 1,
    withdrawn: 0,
  };
  return { grid, name, figures: { ...figures, overdue: 2, openAlerts: 3, workers: 1 }, rate: 0, due: listed, value: verified / listed };
}

function parsed(rows: readonly PickedRow[]) {
  const text = pickedCsv(rows, { city, metric: METRICS.coverage, user: '值班员', asOfMs: 0 }, words);
  expect(text.startsWith('\uFEFF')).toBe(true);
  return Papa.parse<Record<string, string>>(text.slice(1), { header: true }).data;
}

it('says of every grid who, what and when, and both rates', () => {
  const [row] = parsed([rowOf(5, '二号,"特殊"网格', 9, 4)]);
  expect(row).toMatchObject({ 网格编码: 'G5', 网格: '二号,"特殊"网格', 街道: '街道0', 应排查: '9', 已核实: '4', 导出人: '值班员' });
  expect(row).toMatchObject({ '排查覆盖率 含缓办': '0.4444', '排查覆盖率 不含缓办': '0.5', 数据截至: '1970-01-01 08:00' });
});

it('leaves no data empty, never zero', () => {
  const [row] = parsed([rowOf(0, '空网格', 0, 0)]);
  expect(row).toMatchObject({ '排查覆盖率 含缓办': '', '排查覆盖率 (%)': '' });
});

it('disarms what a spreadsheet would run', () => {
  const [row] = parsed([rowOf(0, '=HYPERLINK("x")', 1, 1)]);
  expect(row?.['网格']).toBe('\'=HYPERLINK("x")');
});
