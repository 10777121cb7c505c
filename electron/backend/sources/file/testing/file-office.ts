import { createPrivateKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { City } from '../../../../../shared/city/city.ts';
import { ManualClock } from '../../../manual-clock.ts';
import type { ChangeSource } from '../../../replication/change.ts';
import { createSimulatedCity } from '../../simulated-city/simulated-city.ts';
import type { VerifiedFile } from '../change-file.ts';
import { type Exported, exportChanges } from '../export-changes.ts';
import { type Trust, verifyFile } from '../read-file.ts';
import { makeKeyPair, trustedKeys } from '../signing-keys.ts';

/** A city whose clock stands in the test's hand, and an office beside it that writes files. */
export class FileOffice {
  readonly clock: ManualClock;
  readonly trust: Trust;
  readonly publicPem: string;
  readonly #city: City;
  readonly #folder: string;
  readonly #key: KeyObject;

  constructor(city: City, folder: string, startAtMs: number) {
    const { privatePem, publicPem } = makeKeyPair();
    this.#city = city;
    this.#folder = folder;
    this.#key = createPrivateKey(privatePem);
    this.publicPem = publicPem;
    this.clock = new ManualClock(startAtMs);
    this.trust = { keys: trustedKeys(publicPem), areaCode: city.code, cityVersion: city.version };
  }

  source(): ChangeSource {
    return createSimulatedCity({ city: this.#city, preset: 'small', seed: 7, clock: this.clock });
  }

  pathOf(name: string): string {
    return join(this.#folder, `${name}.changes`);
  }

  /** Writes what happened since the file before up to now, and reads it as a station does. */
  async export(name: string, previous: VerifiedFile | null, areaCode = this.#city.code): Promise<VerifiedFile> {
    await this.exported(name, previous, areaCode);
    return verifyFile(this.pathOf(name), { ...this.trust, areaCode });
  }

  exported(name: string, previous: VerifiedFile | null, areaCode = this.#city.code): Promise<Exported> {
    const now = (): number => this.clock.now();
    const options = {
      source: this.source(),
      areaCode,
      cityVersion: this.#city.version,
      previous,
      untilMs: now(),
      path: this.pathOf(name),
      key: this.#key,
      now,
    };
    return exportChanges(options, new AbortController().signal);
  }
}
