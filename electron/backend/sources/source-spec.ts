import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../clock.ts';
import type { ChangeSource } from '../replication/change.ts';
import type { FilePlaces } from './file/find-files.ts';
import type { NatsTarget } from '../jetstream/nats-url.ts';
import type { PostgresTarget } from './postgres/connection-url.ts';
import type { PresetName } from './simulated-city/presets.ts';
import { createSimulatedCity } from './simulated-city/simulated-city.ts';

/** A city that lives by itself on this machine. */
interface SimulatedSpec {
  readonly kind: 'simulated';
  readonly preset: PresetName;
  /** Any integer; another seed is another city life. */
  readonly seed: number;
}

/** The city's platform on a PostgreSQL. */
export interface PostgresSpec {
  readonly kind: 'postgres';
  readonly target: PostgresTarget;
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
  /** Eight hexadecimal digits that tell this station from others of the same area. */
  readonly stationId: string;
  /** '' for none. Stays in this process. */
  readonly password: string;
}

/** What a relay of the platform puts into NATS JetStream. */
export interface NatsSpec {
  readonly kind: 'nats';
  readonly target: NatsTarget;
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
  /** Text of the credentials file; '' for none. Stays in this process. */
  readonly credentials: string;
}

/** Files that are carried here. */
export interface FileSpec {
  readonly kind: 'file';
  readonly places: FilePlaces;
  readonly areaCode: string;
  /** Public keys that are trusted, as PEM. */
  readonly publicKeys: string;
}

/** Where changes come from; plain data, so that it can be handed to the replication thread. */
export type SourceSpec = SimulatedSpec | PostgresSpec | NatsSpec | FileSpec;

/** Loads what this source needs, and nothing of another. */
export async function createSource(spec: SourceSpec, city: City, clock: Clock): Promise<ChangeSource> {
  switch (spec.kind) {
    case 'simulated':
      return createSimulatedCity({ city, preset: spec.preset, seed: spec.seed, clock });
    case 'postgres': {
      const { createPostgresSource } = await import('./postgres/postgres-source.ts');
      const { target, areaCode, stationId, password } = spec;
      return createPostgresSource({ target, areaCode, stationId, city, clock, readPassword: async () => password });
    }
    case 'nats': {
      const { createNatsSource } = await import('./nats/nats-source.ts');
      const { target, areaCode, credentials } = spec;
      return createNatsSource({ target, areaCode, city, clock, readCredentials: async () => credentials });
    }
    case 'file': {
      const { FileSource } = await import('./file/file-source.ts');
      const { trustedKeys } = await import('./file/signing-keys.ts');
      const { places, areaCode, publicKeys } = spec;
      return new FileSource({ places, areaCode, keys: trustedKeys(publicKeys), city, clock });
    }
  }
}
