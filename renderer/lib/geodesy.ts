import type { Place } from '../map/picking/grids-in-ring.ts';

/** Mean radius of the earth (IUGG), metres: within a city a sphere is 0.3 % from the ellipsoid at most. */
const EARTH_METERS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Metres between two places along the ground (haversine). */
export function distanceMeters(one: Place, other: Place): number {
  const [fromLatitude, toLatitude] = [one.latitude * RADIANS, other.latitude * RADIANS];
  const north = Math.sin((toLatitude - fromLatitude) / 2) ** 2;
  const east = Math.sin(((other.longitude - one.longitude) * RADIANS) / 2) ** 2;
  return 2 * EARTH_METERS * Math.asin(Math.sqrt(north + Math.cos(fromLatitude) * Math.cos(toLatitude) * east));
}

/** Metres along a line of places. */
export function lengthMeters(places: readonly Place[]): number {
  return places.slice(1).reduce((total, place, index) => total + distanceMeters(places[index] ?? place, place), 0);
}

/** Square metres within a ring (first place not repeated), whichever way it winds: spherical excess in the form of Chamberlain and Duquette 2007. */
export function areaSquareMeters(ring: readonly Place[]): number {
  const sum = ring.reduce((total, place, index) => {
    const next = ring[(index + 1) % ring.length] ?? place;
    const width = (next.longitude - place.longitude) * RADIANS;
    return total + width * (2 + Math.sin(place.latitude * RADIANS) + Math.sin(next.latitude * RADIANS));
  }, 0);
  return Math.abs((sum * EARTH_METERS * EARTH_METERS) / 2);
}

/** Metres that one CSS pixel of a map with tiles of 512 pixels stands for. */
export function metersPerPixel(latitude: number, zoom: number): number {
  return (2 * Math.PI * EARTH_METERS * Math.cos(latitude * RADIANS)) / (512 * 2 ** zoom);
}
