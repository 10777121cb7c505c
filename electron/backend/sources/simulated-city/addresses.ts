import type { City } from '../../../../shared/city/city.ts';
import { Dice, STREAM, fraction, hash } from './random.ts';

/** A door as building, staircase, floor and flat; 0 for building and unit where people live in houses of their own. */
export interface Door {
  readonly building: number;
  readonly unit: number;
  readonly floor: number;
  readonly flat: number;
}

/** Addresses as people write them, from simulated road names: 街道 + 路 + 号 + 小区 + 幢 + 单元 + 室. */
export interface Addresses {
  /** A door of the compound for these bits; building, unit and floor stay within what the compound has. */
  doorOf(compound: number, bits: number): Door;
  ofDoor(grid: number, compound: number, door: Door, bits: number): string;
  /** A place outdoors or without a door: a road and number, or the compound. */
  ofPlace(grid: number, compound: number, bits: number): string;
  /** What stands in a record that could be matched to no grid. */
  unmatched(street: number, bits: number): string;
  /** What stands in a record that lies on the border of two grids. */
  betweenGrids(grid: number, bits: number): string;
  roadOf(grid: number): string;
}

const ROAD_FIRST = [...'文景云和秀宁瑞清松梅竹枫金凤龙泰安永新盛福康星月晨霞碧芳'] as const;
const ROAD_SECOND = [...'河山园湖桥溪华林泉苑塘岗陵浦洲亭台'] as const;
const ROAD_ENDINGS = ['路', '路', '路', '街', '街', '大道', '巷'] as const;
const ROADS_A_STREET = 18;
const UNMATCHED_PLACES = ['出租屋', '工地宿舍', '朋友家中', '商户二楼', '园区宿舍', '临时住处'] as const;

const dice = new Dice();

export function createAddresses(city: City, seed: number): Addresses {
  const { grids, streets, communities, compounds, districts } = city;
  const bitsOf = (first: number, second: number): number => hash(seed, STREAM.address, first, second);

  const roadName = (street: number, road: number): string => {
    dice.reset(bitsOf(street, road));
    const at = (list: readonly string[]): string => list[dice.below(list.length)] ?? '';
    return at(ROAD_FIRST) + at(ROAD_SECOND) + dice.pick(ROAD_ENDINGS);
  };
  const roadOf = (grid: number): string => roadName(grids.street[grid] ?? 0, Math.floor(fraction(bitsOf(grid, -1)) * ROADS_A_STREET));
  const streetOf = (grid: number): string => streets.name[grids.street[grid] ?? 0] ?? '';
  const compoundStarts = new Map<number, string>();
  const startOfCompound = (grid: number, compound: number): string => {
    const known = compoundStarts.get(compound);
    if (known !== undefined) return known;
    const number = 1 + Math.floor(fraction(bitsOf(compound, -2)) * 280);
    const start = `${streetOf(grid)}${roadOf(grid)}${number}号${compounds.name[compound] ?? ''}`;
    compoundStarts.set(compound, start);
    return start;
  };
  const houseOf = (grid: number, bits: number): string => {
    const number = 1 + (bits % 168);
    if (streets.isTown[grids.street[grid] ?? 0] !== 1) return `${streetOf(grid)}${roadOf(grid)}${number}号`;
    return `${streetOf(grid)}${communities.name[grids.community[grid] ?? 0] ?? ''}${1 + ((bits >>> 12) % 16)}组${number}号`;
  };

  return {
    roadOf,
    doorOf: (compound, bits) => {
      if (compound < 0) return { building: 0, unit: 0, floor: 1, flat: 1 };
      dice.reset(bits);
      const atLeastOne = (count: number | undefined): number => Math.max(1, count ?? 1);
      return {
        building: 1 + dice.below(atLeastOne(compounds.buildings[compound])),
        unit: 1 + dice.below(atLeastOne(compounds.unitsPerBuilding[compound])),
        floor: 1 + dice.below(atLeastOne(compounds.floors[compound])),
        flat: 1 + dice.below(4),
      };
    },
    ofDoor: (grid, compound, door, bits) => {
      if (compound < 0) return houseOf(grid, bits);
      return `${startOfCompound(grid, compound)}${door.building}幢${door.unit}单元${door.floor}0${door.flat}室`;
    },
    ofPlace: (grid, compound, bits) => (compound < 0 ? houseOf(grid, bits) : startOfCompound(grid, compound)),
    unmatched: (street, bits) => {
      const place = UNMATCHED_PLACES[bits % UNMATCHED_PLACES.length] ?? '';
      if (street >= 0) return `${streets.name[street] ?? ''}${roadName(street, bits % ROADS_A_STREET)}附近${place}`;
      return `${city.name}${districts.name[bits % districts.count] ?? ''}${place}`;
    },
    betweenGrids: (grid, bits) =>
      `${streetOf(grid)}${roadOf(grid)}与${roadName(grids.street[grid] ?? 0, bits % ROADS_A_STREET)}交叉口${1 + (bits % 40)}号`,
  };
}
