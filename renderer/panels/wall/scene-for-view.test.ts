import { describe, expect, it } from 'vitest';
import { tinyCity } from '../../../shared/city/tiny-city.fixture.ts';
import { areaCode, childAreas, gridRangeOf, parentArea, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { METRIC_IDS } from '../../../shared/domain/metrics.ts';
import { isShownOnWall, sceneForView } from './scene-for-view.ts';

const city = tinyCity();
const community = { level: 'community', index: 0 } as const;
const view = (area: Parameters<typeof areaCode>[1], grids: readonly number[] = []) => ({ area, grids });

describe('what the wall shows of a selection', () => {
  it('is the area itself, the whole city as the overview', () => {
    expect(sceneForView(city, view(WHOLE_CITY), 'coverage')).toMatchObject({ kind: 'overview', areaCode: '' });
    expect(sceneForView(city, view(community), 'coverage')).toMatchObject({ kind: 'area', areaCode: areaCode(city, community) });
    expect(sceneForView(city, view(community), 'coverage')).not.toHaveProperty('grids');
  });

  it('is the community of a grid, with the grid pointed out', () => {
    const { from } = gridRangeOf(city, community);
    expect(sceneForView(city, view({ level: 'grid', index: from }), 'coverage')).toMatchObject({
      kind: 'area',
      areaCode: areaCode(city, community),
      grids: [from],
    });
  });

  it('is the smallest area that holds all picked grids, wherever the selection is', () => {
    const districts = childAreas(city, WHOLE_CITY);
    const [first, last] = [0, city.grids.count - 1];
    expect(sceneForView(city, view(community, [first, last]), 'coverage')).toMatchObject(
      districts.length > 1 ? { kind: 'overview', areaCode: '', grids: [first, last] } : { grids: [first, last] },
    );
    const street = parentArea(city, community);
    if (street === null) throw new Error('a community has a street');
    const { from, to } = gridRangeOf(city, street);
    const { grids, areaCode: code } = sceneForView(city, view(WHOLE_CITY, [from, to - 1]), 'overdue');
    expect(grids).toEqual([from, to - 1]);
    expect([areaCode(city, street), areaCode(city, community)]).toContain(code);
  });

  it('is by alerts where the map is coloured by alerts, and by coverage where the wall may not show the metric', () => {
    for (const metric of METRIC_IDS) {
      const { kind } = sceneForView(city, view(community), metric);
      expect([metric, kind]).toEqual([metric, metric === 'openAlerts' || metric === 'alertRate' ? 'alerts' : 'area']);
    }
    expect(METRIC_IDS.filter(isShownOnWall)).toEqual(['coverage', 'openAlerts', 'alertRate']);
  });
});
