import { createCodeIndex } from '../../../../shared/city/city-lookup.ts';
import type { City } from '../../../../shared/city/city.ts';
import { UNKNOWN_STREET_CODE } from '../../../../shared/tables/upstream.ts';

/** Codes of grids and streets as indices of this city; counts the codes that the city does not have. */
export class CityCodes {
  readonly #grids: ReadonlyMap<string, number>;
  readonly #streets: ReadonlyMap<string, number>;
  #unknownCount = 0;

  constructor(city: City) {
    const { grids, streets } = createCodeIndex(city);
    this.#grids = grids;
    this.#streets = streets;
  }

  /** Values that named no grid or street of this city, since the program started. */
  get unknownCount(): number {
    return this.#unknownCount;
  }

  /** −1 for a code that the city does not have. */
  gridOf(code: string): number {
    return this.#grids.get(code) ?? this.#unknown();
  }

  streetOf(code: string): number {
    return this.#streets.get(code) ?? (code === UNKNOWN_STREET_CODE ? -1 : this.#unknown());
  }

  #unknown(): number {
    this.#unknownCount += 1;
    return -1;
  }
}
