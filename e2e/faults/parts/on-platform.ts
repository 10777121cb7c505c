import type { City } from '../../../shared/city/city.ts';
import { TestPlatform, type TestPlatformOptions } from '../../../electron/hosts/platform/testing/test-platform.ts';
import { fillWithTasks } from '../../../electron/hosts/station/testing/many-tasks.ts';
import { PlatformWriter } from '../../../electron/hosts/station/testing/platform-writer.ts';
import { inWorkFolder } from '../../bench/parts/work-folder.ts';

export interface Place {
  readonly platform: TestPlatform;
  readonly writer: PlatformWriter;
  /** Empty, for a station's data. */
  readonly folder: string;
}

/** A platform with so many tasks, gone afterwards. */
export async function onPlatform<Result>(
  city: City,
  tasks: number,
  work: (place: Place) => Promise<Result>,
  settings: TestPlatformOptions['settings'] = {},
): Promise<Result> {
  const platform = await TestPlatform.start({ cityVersion: city.version, settings });
  try {
    const writer = await PlatformWriter.connect(platform, city);
    await fillWithTasks(writer, city, tasks);
    return await inWorkFolder((folder) => work({ platform, writer, folder }));
  } finally {
    await platform.stop();
  }
}
