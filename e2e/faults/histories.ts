import { Histories } from '../../electron/hosts/station/testing/histories.ts';
import type { Scenario } from './scenario.ts';

export const histories: Scenario = {
  name: 'histories',
  of: 'source',
  what: 'seeded histories with breaks of the line at any byte and of the program at any call, copies overlapping the stream; against PostgreSQL and a recount',
  full: 10_000,
  // electron/hosts/station/histories.test.ts runs forty of them.
  cut: 0,
  expected: ['breaks', 'snapshots'],
  run: async ({ city, count, seed, onDone, isOver }) => {
    const opened = await Histories.open(city);
    try {
      const { failures, breaks, snapshots } = await opened.run({ city, count, firstSeed: seed, onDone, isOver });
      return {
        failures: failures.map((failure) => ({ round: failure.seed - seed, found: failure.differences })),
        tally: { breaks, snapshots },
      };
    } finally {
      await opened.close();
    }
  },
};
