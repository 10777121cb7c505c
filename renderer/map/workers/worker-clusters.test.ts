import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterWorkers } from './worker-clusters.ts';

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });

it('puts every worker into one cluster at every size of cell', () => {
  const worker = fc.record({ x: coordinate, y: coordinate, stale: fc.boolean() });
  fc.assert(
    fc.property(fc.array(worker, { maxLength: 200 }), fc.double({ min: 0.01, max: 3, noNaN: true }), (workers, cellSize) => {
      const clusters = clusterWorkers(
        Float32Array.from(workers, ({ x }) => x),
        Float32Array.from(workers, ({ y }) => y),
        Uint8Array.from(workers, ({ stale }) => (stale ? 1 : 0)),
        workers.length,
        cellSize,
      );
      const sum = (values: Uint32Array): number => values.reduce((total, value) => total + value, 0);
      expect(sum(clusters.members)).toBe(workers.length);
      expect(sum(clusters.stale)).toBe(workers.filter(({ stale }) => stale).length);
    }),
  );
});

it('stands in the middle of its members', () => {
  const clusters = clusterWorkers(Float32Array.of(0.1, 0.3), Float32Array.of(0.2, 0.2), Uint8Array.of(0, 1), 2, 1);
  expect(clusters.count).toBe(1);
  expect(clusters.x[0]).toBeCloseTo(0.2);
  expect([clusters.members[0], clusters.stale[0]]).toEqual([2, 1]);
});
