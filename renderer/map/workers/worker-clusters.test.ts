import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterWorkers } from './worker-clusters.ts';

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });

it('puts every worker into one cluster at every size of cell', () => {
  const worker = fc.record({ x: coordinate, y: coordinate, stale: fc.boolean(), unrecorded: fc.boolean(), quiet: fc.boolean() });
  fc.assert(
    fc.property(fc.array(worker, { maxLength: 200 }), fc.double({ min: 0.01, max: 3, noNaN: true }), (workers, cellSize) => {
      const clusters = clusterWorkers(
        {
          xs: Float32Array.from(workers, ({ x }) => x),
          ys: Float32Array.from(workers, ({ y }) => y),
          isStale: Uint8Array.from(workers, ({ stale }) => (stale ? 1 : 0)),
          isUnrecorded: Uint8Array.from(workers, ({ unrecorded }) => (unrecorded ? 1 : 0)),
          isQuiet: Uint8Array.from(workers, ({ quiet }) => (quiet ? 1 : 0)),
          count: workers.length,
        },
        cellSize,
      );
      const sum = (values: Uint32Array): number => values.reduce((total, value) => total + value, 0);
      expect(sum(clusters.members)).toBe(workers.length);
      expect(sum(clusters.stale)).toBe(workers.filter(({ stale }) => stale).length);
      expect(sum(clusters.unrecorded)).toBe(workers.filter(({ unrecorded }) => unrecorded).length);
      expect(sum(clusters.inView)).toBe(workers.filter(({ quiet }) => !quiet).length);
    }),
  );
});

it('stands in the middle of its members', () => {
  const [xs, ys] = [Float32Array.of(0.1, 0.3), Float32Array.of(0.2, 0.2)];
  const clusters = clusterWorkers(
    { xs, ys, isStale: Uint8Array.of(0, 1), isUnrecorded: Uint8Array.of(0, 0), isQuiet: Uint8Array.of(1, 1), count: 2 },
    1,
  );
  expect(clusters.count).toBe(1);
  expect(clusters.x[0]).toBeCloseTo(0.2);
  expect([clusters.members[0], clusters.stale[0], clusters.inView[0]]).toEqual([2, 1, 0]);
});
