import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { startOfDay } from '../../../shared/domain/time.ts';
import { wordsOf } from '../../lib/use-words.ts';
import { latticeCity } from '../../map/lattice-city.fixture.ts';
import { MAP_THEMES } from '../../map/map-theme.ts';
import { silentLive } from '../../map/silent-live.fixture.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { startI18n } from '../i18n/i18n.ts';
import { type SheetFacts, sheetContent } from './sheet-content.ts';

startI18n();
const words = wordsOf(i18next.t, 'zh-CN');
const { coverage, alerts } = useLayersStore.getInitialState();
const source = { city: latticeCity(4), live: silentLive(), theme: MAP_THEMES.light, coverage, alerts };
const HOUR_MS = 3_600_000;
const facts: SheetFacts = {
  area: { level: 'city', index: 0 },
  visible: { coverage: true, alerts: true, workers: true, tracks: false },
  asOfMs: startOfDay(20_780) + 16 * HOUR_MS,
  isPast: false,
  user: 'duty',
  nowMs: startOfDay(20_780) + 17 * HOUR_MS,
};

describe('the words on a sheet', () => {
  it('say what is shown, as of when, and who made it when', () => {
    const { title, asOf, foot, watermark } = sheetContent(source, facts, words);
    expect(title).toContain('排查覆盖率');
    expect(asOf).toMatch(/^数据截至 \d{4}-\d\d-\d\d 16:00$/);
    expect(foot[1]).toMatch(/^duty 导出于 \d{4}-\d\d-\d\d 17:00$/);
    expect(watermark).toContain('duty');
  });

  it('tell of a moment that is past as of then', () => {
    expect(sheetContent(source, { ...facts, isPast: true }, words).asOf).toContain('回看');
  });

  it('have a section for each layer that is shown, with the rule and unit of the metric, and no other', () => {
    const titles = (visible: SheetFacts['visible']) =>
      sheetContent(source, { ...facts, visible }, words).sections.map(({ title }) => title);
    expect(titles(facts.visible)).toEqual(['排查覆盖率', '预警', '社工位置']);
    expect(titles({ coverage: false, alerts: true, workers: false, tracks: false })).toEqual(['预警']);
    const [first] = sheetContent(source, facts, words).sections;
    expect(first?.notes).toEqual(['已核实 ÷ 应排查', '% · 含缓办']);
    expect(first?.entries.map(({ text }) => text)).toEqual(expect.arrayContaining(['<60', '≥95', '无数据', '无任务', '专属网格']));
  });

  it('never name the metric of a layer that is not shown', () => {
    expect(sheetContent(source, { ...facts, visible: { ...facts.visible, coverage: false } }, words).title).not.toContain('覆盖率');
  });
});
