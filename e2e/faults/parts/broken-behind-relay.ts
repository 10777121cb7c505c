import type { City } from '../../../shared/city/city.ts';
import { STREET_CODE } from '../../../electron/hosts/platform/testing/test-platform.ts';
import { RelayedPlatform } from '../../../electron/hosts/relay/testing/relayed-platform.ts';
import { fillWithTasks } from '../../../electron/hosts/station/testing/many-tasks.ts';
import { PlatformWriter } from '../../../electron/hosts/station/testing/platform-writer.ts';
import { inWorkFolder } from '../../bench/parts/work-folder.ts';
import type { Scenario } from '../scenario.ts';
import { type BareGround, breakRepeatedly, type Broken } from './broken-on-platform.ts';
import type { Place } from './on-platform.ts';

export interface RelayedPlace extends Place {
  /** No relay runs yet. */
  readonly relayed: RelayedPlatform;
}

/** Opens it on a platform and a nats-server of its own and breaks it as often as is asked. */
export function brokenBehindRelay(
  { tasks, seedFactor }: BareGround,
  open: (place: RelayedPlace, city: City) => Promise<Broken>,
): Scenario['run'] {
  return async (given) => {
    const { city } = given;
    const relayed = await RelayedPlatform.start(city, [STREET_CODE]);
    try {
      const { platform } = relayed;
      const writer = await PlatformWriter.connect(platform, city);
      await fillWithTasks(writer, city, tasks);
      return await inWorkFolder(async (folder) => {
        const broken = await open({ platform, writer, folder, relayed }, city);
        return breakRepeatedly(broken, given, seedFactor);
      });
    } finally {
      await relayed.remove();
    }
  };
}

/** Positions go another way than through the relay, and nobody sends them here. */
export function withoutPositions(writer: PlatformWriter): Promise<void> {
  return writer.sql('DELETE FROM platform.position');
}
