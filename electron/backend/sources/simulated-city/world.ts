import type { City } from '../../../../shared/city/city.ts';
import type { DayNumber } from '../../../../shared/domain/time.ts';
import { Addresses } from './addresses.ts';
import { createPlaces, type Places } from './places.ts';
import { PRESETS, type Preset, type PresetName } from './presets.ts';
import { createRoster, type Roster } from './roster.ts';

/** What every part of the simulation stands on. */
export interface World {
  readonly city: City;
  readonly preset: Preset;
  readonly seed: number;
  /** The day whose night batch has the size of the demonstration; the day on which the simulation first started. */
  readonly demonstrationDay: DayNumber;
  readonly places: Places;
  readonly addresses: Addresses;
  readonly roster: Roster;
}

export function createWorld(city: City, presetName: PresetName, seed: number, demonstrationDay: DayNumber): World {
  const preset = PRESETS[presetName];
  const places = createPlaces(city, preset);
  return {
    city,
    preset,
    seed,
    demonstrationDay,
    places,
    addresses: new Addresses(city, seed),
    roster: createRoster(places, preset, seed),
  };
}
