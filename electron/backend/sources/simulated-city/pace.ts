import type { DayNumber } from '../../../../shared/domain/time.ts';
import { METERS_PER_LATITUDE_UNIT, METERS_PER_LONGITUDE_UNIT } from './geometry.ts';
import { Dice, STREAM, fraction, hash } from './random.ts';
import type { World } from './world.ts';

/** How long things take in a day, place by place: 1 is usual, 8 is badly behind. */
export interface PacePlan {
  readonly streetFactor: Float32Array;
  readonly gridFactor: Float32Array;
}

const CLUSTERS_A_STREET = 0.2;
/** Half of the clusters stay for a week, half come and go in a day. */
const LASTING_SHARE = 0.5;
const GRIDS_IN_CLUSTER = 34;
const BAD_STREET_SHARE = 0.05;

interface Cluster {
  readonly longitude: number;
  readonly latitude: number;
  readonly radiusMeters: number;
  readonly severity: number;
}

function drawCluster(world: World, bits: number): Cluster {
  const { grids, streets } = world.city;
  const dice = new Dice().reset(bits);
  const grid = world.places.gridAt(dice.unit(), 0, grids.count);
  const street = grids.street[grid] ?? 0;
  const from = streets.firstGrid[street] ?? 0;
  const to = streets.firstGrid[street + 1] ?? 0;
  let squareMeters = 0;
  for (let index = from; index < to; index += 1) squareMeters += grids.areaSquareMeters[index] ?? 0;
  // Small in the old town, wide in the country: always about the same number of grids.
  const radiusMeters = Math.sqrt((squareMeters / Math.max(1, to - from)) * (GRIDS_IN_CLUSTER / Math.PI)) * dice.between(0.6, 1.3);
  return { ...world.places.labelPoint(grid), radiusMeters, severity: dice.between(4, 12) };
}

function drawClusters(world: World, day: DayNumber): Cluster[] {
  const count = Math.ceil(world.city.streets.count * CLUSTERS_A_STREET);
  const lasting = Math.round(count * LASTING_SHARE);
  return Array.from({ length: count }, (_, index) =>
    drawCluster(world, hash(world.seed, STREAM.laggardCluster, index < lasting ? Math.floor(day / 7) : day, index)),
  );
}

function slowDownAround(world: World, cluster: Cluster, gridFactor: Float32Array): void {
  const { labelPoint, count } = world.city.grids;
  const { longitude, latitude, radiusMeters, severity } = cluster;
  for (let grid = 0; grid < count; grid += 1) {
    const north = ((labelPoint[grid * 2 + 1] ?? 0) - latitude) * METERS_PER_LATITUDE_UNIT;
    if (Math.abs(north) > radiusMeters) continue;
    const distance = Math.hypot(((labelPoint[grid * 2] ?? 0) - longitude) * METERS_PER_LONGITUDE_UNIT, north);
    if (distance < radiusMeters) gridFactor[grid] = Math.max(gridFactor[grid] ?? 1, 1 + severity * (1 - (distance / radiusMeters) ** 2));
  }
}

function drawStreetFactor(world: World, street: number, day: DayNumber): number {
  const dice = new Dice();
  const lasting = Math.exp(0.28 * dice.reset(hash(world.seed, STREAM.streetPace, street)).normal());
  const today = dice.reset(hash(world.seed, STREAM.streetPace, street, day));
  const badDay = today.chance(BAD_STREET_SHARE) ? today.between(2.2, 4) : 1;
  return Math.min(5, Math.max(0.55, lasting * badDay * Math.exp(0.12 * today.normal())));
}

export function planPace(world: World, day: DayNumber): PacePlan {
  const { grids, streets } = world.city;
  const gridFactor = new Float32Array(grids.count);
  for (let grid = 0; grid < grids.count; grid += 1) gridFactor[grid] = 0.7 + 0.7 * fraction(hash(world.seed, STREAM.gridPace, grid, day));
  for (const cluster of drawClusters(world, day)) slowDownAround(world, cluster, gridFactor);
  return { streetFactor: Float32Array.from({ length: streets.count }, (_, street) => drawStreetFactor(world, street, day)), gridFactor };
}
