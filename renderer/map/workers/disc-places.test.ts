import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexCentersAround } from '../alerts/hex-bins.ts';
import type { LabelBox } from '../basemap/label-boxes.ts';
import { DiscPlaces, type Obstacles } from './disc-places.ts';
import { clusterWorkers, type WorkerClusters } from './worker-clusters.ts';

const RADIUS = 14;
const radiusOf = (): number => RADIUS;

/** Clusters of one worker each, at pixels of zoom 0. */
function clustersAt(places: readonly (readonly [x: number, y: number])[]): WorkerClusters {
  return clusterWorkers(
    {
      xs: Float32Array.from(places, ([x]) => x),
      ys: Float32Array.from(places, ([, y]) => y),
      isStale: new Uint8Array(places.length),
      isUnrecorded: new Uint8Array(places.length),
      isQuiet: new Uint8Array(places.length),
      count: places.length,
    },
    132,
  );
}

const name = (x: number, y: number): LabelBox => ({ x, y, halfWidth: 30, halfHeight: 12 });

const onlyNames = (...labels: readonly LabelBox[]): Obstacles => ({ labels, hexagonRadius: null });

function isOver(clusters: WorkerClusters, cluster: number, label: LabelBox): boolean {
  const wide = Math.max(0, Math.abs((clusters.x[cluster] ?? 0) - label.x) - label.halfWidth);
  const high = Math.max(0, Math.abs((clusters.y[cluster] ?? 0) - label.y) - label.halfHeight);
  return Math.hypot(wide, high) < RADIUS;
}

describe('discs of workers', () => {
  it('stay where their workers are when nothing is there', () => {
    const clusters = clustersAt([[40, 50]]);
    new DiscPlaces().settle(clusters, onlyNames(name(300, 300)), radiusOf, 0);
    expect([clusters.x[0], clusters.y[0]]).toEqual([40, 50]);
  });

  it('step aside from a name, wherever in it their workers are, and no further than they must', () => {
    fc.assert(
      fc.property(fc.integer({ min: -29, max: 29 }), fc.integer({ min: -11, max: 11 }), (x, y) => {
        const label = name(66, 66);
        const clusters = clustersAt([[66 + x, 66 + y]]);
        new DiscPlaces().settle(clusters, onlyNames(label), radiusOf, 0);
        expect(isOver(clusters, 0, label)).toBe(false);
        expect(Math.hypot((clusters.x[0] ?? 0) - 66 - x, (clusters.y[0] ?? 0) - 66 - y)).toBeLessThanOrEqual(46);
      }),
    );
  });

  it('stand on no other disc', () => {
    const clusters = clustersAt([
      [130, 60],
      [134, 60],
      [130, 134],
    ]);
    new DiscPlaces().settle(clusters, onlyNames(), radiusOf, 0);
    for (const [one, other] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const distance = Math.hypot((clusters.x[one] ?? 0) - (clusters.x[other] ?? 0), (clusters.y[one] ?? 0) - (clusters.y[other] ?? 0));
      expect(distance).toBeGreaterThanOrEqual(2 * RADIUS);
    }
  });

  it('step aside from the numbers of hexagons, wherever among them their workers are', () => {
    const place = fc.double({ min: 60, max: 130, noNaN: true });
    fc.assert(
      fc.property(place, place, (x, y) => {
        const clusters = clustersAt([[x, y]]);
        new DiscPlaces().settle(clusters, { labels: [], hexagonRadius: 36 }, radiusOf, 0);
        const [atX, atY] = [clusters.x[0] ?? 0, clusters.y[0] ?? 0];
        for (const [middleX, middleY] of hexCentersAround(atX, atY, 36)) {
          expect(isOver(clusters, 0, { x: middleX, y: middleY, halfWidth: 13, halfHeight: 8 })).toBe(false);
        }
      }),
    );
  });

  it('give up the number of a hexagon before a name', () => {
    const clusters = clustersAt([[66, 66]]);
    const label = name(66, 66);
    // Hexagons this small leave no room at all.
    new DiscPlaces().settle(clusters, { labels: [label], hexagonRadius: 12 }, radiusOf, 0);
    expect(isOver(clusters, 0, label)).toBe(false);
  });

  it('stay beside a name while their workers walk about in it', () => {
    const places = new DiscPlaces();
    const label = name(66, 66);
    const asides = [0, 1, 2, 3].map((walked) => {
      const clusters = clustersAt([[60 + walked, 62 + walked]]);
      places.settle(clusters, onlyNames(label), radiusOf, 0);
      return [(clusters.x[0] ?? 0) - 60 - walked, (clusters.y[0] ?? 0) - 62 - walked].map((step) => step.toFixed(2)).join();
    });
    expect(new Set(asides).size).toBe(1);
  });
});
