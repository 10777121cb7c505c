/** The compounds table: 5,436 compounds over the comprehensive grids, more of them where grids are small. */
import type { CompoundTable } from '../../shared/city/city.ts';
import { apportion, at, type Point } from './basics.ts';
import { inventCompoundName } from './compound-names.ts';
import { placeFootprint, planDwelling, type Dwelling } from './compounds.ts';
import { RURAL_GRID_SQUARE_METERS, type GridIdentity, type SortedGrid } from './grid-table.ts';
import { labelPointOf } from './label-point.ts';
import { randomFor } from './random.ts';
import { interleave, polygonSet } from './tables.ts';

const COMPOUNDS = 5_436;
const LEAST_GRID_SQUARE_METERS = 4_000;
/** Share of a grid's households that live in listed compounds. */
const LISTED_SHARE = 0.8;

interface Compound extends Dwelling {
  readonly name: string;
  readonly grid: number;
  readonly footprint: readonly Point[];
}

function compoundCounts(grids: readonly SortedGrid[]): number[] {
  const random = randomFor('compound counts');
  const weights = grids.map((grid) => {
    const luck = random.between(0.1, 1);
    if (grid.isDedicated || grid.areaSquareMeters < LEAST_GRID_SQUARE_METERS) return 0;
    return luck / (1 + grid.areaSquareMeters / 150_000);
  });
  return apportion(COMPOUNDS, weights, 0);
}

function compoundsOf(grid: number, plan: SortedGrid, count: number, households: number, taken: Set<string>): Compound[] {
  const random = randomFor(`compounds ${grid}`);
  const isRural = plan.areaSquareMeters > RURAL_GRID_SQUARE_METERS;
  const footprints: Point[][] = [];
  return Array.from({ length: count }, () => {
    const footprint = placeFootprint(plan.rings, footprints, plan.areaSquareMeters / Math.sqrt(count), random);
    footprints.push(footprint);
    const share = Math.max(1, Math.floor((households * LISTED_SHARE) / count));
    return { ...planDwelling(share, isRural, random), name: inventCompoundName(taken, random), grid, footprint };
  });
}

export function compoundTable(grids: readonly SortedGrid[], identities: readonly GridIdentity[]): CompoundTable {
  const counts = compoundCounts(grids);
  const takenByDistrict = new Map<number, Set<string>>();
  const compounds = grids.flatMap((plan, grid) => {
    const taken = takenByDistrict.get(plan.district) ?? new Set<string>();
    takenByDistrict.set(plan.district, taken);
    return compoundsOf(grid, plan, at(counts, grid), at(identities, grid).households, taken);
  });
  return {
    count: compounds.length,
    name: compounds.map(({ name }) => name),
    grid: Uint16Array.from(compounds, ({ grid }) => grid),
    households: Uint16Array.from(compounds, ({ households }) => households),
    buildings: Uint8Array.from(compounds, ({ buildings }) => buildings),
    unitsPerBuilding: Uint8Array.from(compounds, ({ unitsPerBuilding }) => unitsPerBuilding),
    floors: Uint8Array.from(compounds, ({ floors }) => floors),
    labelPoint: interleave(compounds.map(({ footprint }) => labelPointOf([footprint]))),
    outline: polygonSet(compounds.map(({ footprint }) => [footprint])),
  };
}
