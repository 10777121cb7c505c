import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { reportText } from '../i18n/report-text.ts';
import type { MapDrawing } from '../map/map-drawing.ts';
import { CoverageMap } from './CoverageMap.tsx';

const FRAME = { left: 0, top: 0, right: 344, bottom: 348 };
const MAP: MapDrawing = {
  width: FRAME.right,
  height: FRAME.bottom,
  level: 'district',
  main: {
    frame: FRAME,
    classes: [],
    dedicatedPath: '',
    waterPath: '',
    childBorderPath: '',
    outlinePath: '',
    labels: [],
    scaleBar: { meters: 1000, pixels: 50 },
  },
  core: null,
  legend: [],
  showsDedicated: false,
  labelSize: 8,
};

function drawn(staleSince: string | null): string {
  return renderToStaticMarkup(<CoverageMap map={MAP} description="" text={reportText('zh-CN')} staleSince={staleSince} />);
}

describe('the map of a report', () => {
  it('is hatched where its data was old, and its legend says since when', () => {
    const markup = drawn('2026-11-23 14:05:00');
    expect(markup).toContain('数据只到 2026-11-23 14:05:00');
    const [hatch = ''] = /(?<=class="report-map-stale" d=")[^"]+/.exec(markup) ?? [];
    const numbers = [...hatch.matchAll(/[ML](?<x>[\d.-]+) (?<y>[\d.-]+)/g)].map(({ groups }) => [
      Number(groups?.['x']),
      Number(groups?.['y']),
    ]);
    expect(numbers.length).toBeGreaterThan(40);
    for (const [x = -1, y = -1] of numbers) expect(x >= 0 && x <= FRAME.right && y >= 0 && y <= FRAME.bottom).toBe(true);
  });

  it('bears no such mark while its data is fresh', () => {
    expect(drawn(null)).not.toMatch(/report-map-stale|数据只到/);
  });
});
