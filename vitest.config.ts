import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of few lines and many minutes: by size alone they came last, and the other core had nothing to do meanwhile. */
const LONG = [
  'faults/source-faults.test.ts',
  'faults/station-faults.test.ts',
  'faults/disk-faults.test.ts',
  'faults/relay-faults.test.ts',
  'replication/kill.test.ts',
  'summaries.property.test.ts',
  'backup-kill.test.ts',
  'encrypt-database.test.ts',
  'station/histories.test.ts',
  'relay/recovery.test.ts',
  'topics.property.test.ts',
];

class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,scripts,e2e}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Programs that tests start, some of them hundreds of times, find what Node compiled for the first.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled') },
    // Two cores are the machine this has to be comfortable on; who talks to a server waits for it most of the time.
    maxWorkers: 3,
    sequence: { sequencer: LongOnesFirst },
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // Once more, because some hundred programs are started and killed on a machine of which nobody knows what else it does; what passed only then is
    // named at the end. A counterexample of a property is one, however seldom it is found.
    retry: { count: 1, condition: /^(?!Property failed)/ },
    // Hooks start real servers; on a busy machine that takes a while.
    hookTimeout: 120_000,
  },
});
