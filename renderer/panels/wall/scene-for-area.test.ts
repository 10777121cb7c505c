import { expect, it } from 'vitest';
import { areaCode, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { tinyCity } from '../../../shared/city/tiny-city.fixture.ts';
import { sceneForArea } from './scene-for-area.ts';

it('shows an area on the wall, the whole city as the overview and a grid as its community', () => {
  const city = tinyCity();
  const community = { level: 'community', index: 0 } as const;
  expect(sceneForArea(city, WHOLE_CITY)).toMatchObject({ kind: 'overview', areaCode: '' });
  expect(sceneForArea(city, community)).toMatchObject({ kind: 'area', areaCode: areaCode(city, community) });
  expect(sceneForArea(city, { level: 'grid', index: 0 })).toEqual(sceneForArea(city, community));
});
