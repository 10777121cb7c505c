import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../clock.ts';
import type { ChangeSource } from '../replication/change.ts';
import type { PresetName } from './simulated-city/presets.ts';
import { createSimulatedCity } from './simulated-city/simulated-city.ts';

/** Where changes come from; plain data, so that it can be handed to the replication thread. */
export interface SourceSpec {
  readonly kind: 'simulated';
  readonly preset: PresetName;
  /** Any integer; another seed is another city life. */
  readonly seed: number;
}

export function createSource({ preset, seed }: SourceSpec, city: City, clock: Clock): ChangeSource {
  return createSimulatedCity({ city, preset, seed, clock });
}
