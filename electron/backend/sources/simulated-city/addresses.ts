import type { City } from '../../../../shared/city/city.ts';
import { PLACEMENTS } from '../../../../shared/domain/screening.ts';
import { Dice, STREAM, fraction, hash } from './random.ts';

/** A door as building, staircase, floor and flat; 0 for building and unit where people live in houses of their own. */
interface Door {
  readonly building: number;
  readonly unit: number;
  readonly floor: number;
  readonly flat: number;
}

const ROAD_FIRST = [...'文景云和秀宁瑞清松梅竹枫金凤龙泰安永新盛福康星月晨霞碧芳'] as const;
const ROAD_SECOND = [...'河山园湖桥溪华林泉苑塘岗陵浦洲亭台'] as const;
const ROAD_ENDINGS = ['路', '路', '路', '街', '街', '大道', '巷'] as const;
const ROADS_A_STREET = 18;
const UNMATCHED_PLACES = ['出租屋', '工地宿舍', '朋友家中', '商户二楼', '园区宿舍', '临时住处'] as const;
const NO_GRID = PLACEMENTS.indexOf('none');
const TWO_GRIDS = PLACEMENTS.indexOf('ambiguous');

/** What an address is made of. */
interface AddressedRecord {
  /** Index into PLACEMENTS. */
  readonly placement: number;
  /** The street if it is known, −1 if not; only asked for when the record matches no grid. */
  readonly street: number;
  readonly grid: number;
  readonly compound: number;
  readonly bits: number;
}

/** Addresses as people write them, from simulated road names: 街道 + 路 + 号 + 小区 + 幢 + 单元 + 室. */
export class Addresses {
  readonly #city: City;
  readonly #seed: number;
  readonly #compoundStarts = new Map<number, string>();
  readonly #dice = new Dice();

  constructor(city: City, seed: number) {
    this.#city = city;
    this.#seed = seed;
  }

  ofRecord({ placement, street, grid, compound, bits }: AddressedRecord): string {
    if (placement === NO_GRID) return this.#unmatched(street, bits);
    if (placement === TWO_GRIDS) return this.#atCrossing(grid, bits);
    if (compound < 0) return this.#house(grid, bits);
    const { building, unit, floor, flat } = this.doorOf(compound, bits);
    return `${this.#startOfCompound(grid, compound)}${building}幢${unit}单元${floor}0${flat}室`;
  }

  /** A door of the compound for these bits; building, unit and floor stay within what the compound has. */
  doorOf(compound: number, bits: number): Door {
    if (compound < 0) return { building: 0, unit: 0, floor: 1, flat: 1 };
    const { buildings, unitsPerBuilding, floors } = this.#city.compounds;
    const dice = this.#dice.reset(bits);
    const oneOf = (count: number | undefined): number => 1 + dice.below(Math.max(1, count ?? 1));
    return {
      building: oneOf(buildings[compound]),
      unit: oneOf(unitsPerBuilding[compound]),
      floor: oneOf(floors[compound]),
      flat: oneOf(4),
    };
  }

  /** The road that most of a grid's houses stand at. */
  roadOf(grid: number): string {
    return this.#roadName(this.#city.grids.street[grid] ?? 0, Math.floor(fraction(this.#bitsOf(grid, -1)) * ROADS_A_STREET));
  }

  #bitsOf(first: number, second: number): number {
    return hash(this.#seed, STREAM.address, first, second);
  }

  #roadName(street: number, road: number): string {
    const dice = this.#dice.reset(this.#bitsOf(street, road));
    const at = (list: readonly string[]): string => list[dice.below(list.length)] ?? '';
    return at(ROAD_FIRST) + at(ROAD_SECOND) + dice.pick(ROAD_ENDINGS);
  }

  #streetName(grid: number): string {
    return this.#city.streets.name[this.#city.grids.street[grid] ?? 0] ?? '';
  }

  #startOfCompound(grid: number, compound: number): string {
    const known = this.#compoundStarts.get(compound);
    if (known !== undefined) return known;
    const number = 1 + Math.floor(fraction(this.#bitsOf(compound, -2)) * 280);
    const start = `${this.#streetName(grid)}${this.roadOf(grid)}${number}号${this.#city.compounds.name[compound] ?? ''}`;
    this.#compoundStarts.set(compound, start);
    return start;
  }

  /** A house of its own: at a road in town, in a villagers' group in the country. */
  #house(grid: number, bits: number): string {
    const { grids, streets, communities } = this.#city;
    const number = 1 + (bits % 168);
    if (streets.isTown[grids.street[grid] ?? 0] !== 1) return `${this.#streetName(grid)}${this.roadOf(grid)}${number}号`;
    return `${this.#streetName(grid)}${communities.name[grids.community[grid] ?? 0] ?? ''}${1 + ((bits >>> 12) % 16)}组${number}号`;
  }

  #unmatched(street: number, bits: number): string {
    const { name, streets, districts } = this.#city;
    const place = UNMATCHED_PLACES[bits % UNMATCHED_PLACES.length] ?? '';
    if (street >= 0) return `${streets.name[street] ?? ''}${this.#roadName(street, bits % ROADS_A_STREET)}附近${place}`;
    return `${name}${districts.name[bits % districts.count] ?? ''}${place}`;
  }

  #atCrossing(grid: number, bits: number): string {
    const crossing = this.#roadName(this.#city.grids.street[grid] ?? 0, bits % ROADS_A_STREET);
    return `${this.#streetName(grid)}${this.roadOf(grid)}与${crossing}交叉口${1 + (bits % 40)}号`;
  }
}
