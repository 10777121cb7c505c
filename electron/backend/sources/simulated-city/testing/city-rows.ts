import type { City } from '../../../../../shared/city/city.ts';
import { dayOf } from '../../../../../shared/domain/time.ts';
import type { TableName, TableRow } from '../../../../../shared/tables/index.ts';
import type { AnyRowFamily, RowFamily } from '../row-family.ts';
import { createSimulation, type Simulation } from '../simulation.ts';
import { createWorld } from '../world.ts';
import { at, realCity } from './city-run.ts';

/** Fourteen days of a whole city are drawn: plenty of time on a machine that is busy with other tests. */
export const PATIENCE_MS = 90_000;

/** The moment at which the city is looked at: late on a working day, an hour before the cut-off. */
export const NOW = at('2026-11-23 17:00');

function isFamilyOf<Name extends TableName>(name: Name) {
  return (family: AnyRowFamily): family is AnyRowFamily & RowFamily<Name> => family.table === name;
}

/** The `city` preset at any moment, table by table. */
export class CityRows {
  readonly city: City;
  readonly #simulation: Simulation;

  private constructor(city: City) {
    this.city = city;
    this.#simulation = createSimulation(createWorld(city, 'city', 1, dayOf(NOW)));
  }

  static async load(): Promise<CityRows> {
    return new CityRows(await realCity());
  }

  family<Name extends TableName>(name: Name): RowFamily<Name> {
    const family = [...this.#simulation.records, this.#simulation.positions].find(isFamilyOf(name));
    if (family === undefined) throw new Error(`no family of ${name}`);
    return family;
  }

  at<Name extends TableName>(name: Name, atMs = NOW): readonly TableRow<Name>[] {
    return [...this.family(name).rowsAt(atMs)];
  }
}

export function share<T>(rows: readonly T[], matches: (row: T) => boolean): number {
  return rows.filter(matches).length / rows.length;
}
