import type { PolygonSet } from '../../../shared/city/city.ts';
import type { LocalProjection } from '../projection.ts';
import { buildGridGeometry, type GridGeometry, type GridShapes } from './grid-geometry.ts';

/** What the worker is asked for. */
export interface GeometryOrder {
  readonly shapes: GridShapes;
  /** Origin of the local projection, in 1e-7 degrees. */
  readonly longitude: number;
  readonly latitude: number;
}

/** The shapes are views on the whole city's bytes, all of which would be sent along with them. */
function copyOf({ count, labelPoint, outline, triangles, firstTriangle }: GridShapes): GridShapes {
  const { featureStart, ringStart, vertices } = outline;
  const copied: PolygonSet = { featureStart: featureStart.slice(), ringStart: ringStart.slice(), vertices: vertices.slice() };
  return { count, labelPoint: labelPoint.slice(), outline: copied, triangles: triangles.slice(), firstTriangle: firstTriangle.slice() };
}

function buffersOf({ labelPoint, outline, triangles, firstTriangle }: GridShapes): Transferable[] {
  const { featureStart, ringStart, vertices } = outline;
  return [labelPoint, featureStart, ringStart, vertices, triangles, firstTriangle].map(({ buffer }) => buffer as ArrayBuffer);
}

/**
 * The grids' geometry, made beside the page: the window answers meanwhile, and MapLibre and the graphics card get ready. Where no worker can be
 * started it is made here. `arrived` rejects with what made that fail.
 */
export class GeometryFromWorker {
  readonly arrived: Promise<void>;
  readonly #worker: Worker;
  #geometry: GridGeometry | null = null;
  #isHere = false;

  constructor(grids: GridShapes, projection: LocalProjection) {
    this.#worker = new Worker(new URL('grid-geometry-worker.ts', import.meta.url), { type: 'module', name: 'grid-geometry' });
    this.arrived = this.#order(grids, projection)
      .catch((error: unknown) => {
        console.error('grid geometry', error);
        return buildGridGeometry(grids, projection);
      })
      .then((geometry) => {
        this.close();
        this.#geometry = geometry;
        this.#isHere = true;
      });
  }

  get isHere(): boolean {
    return this.#isHere;
  }

  /** Hands it over, once. Throws when it is not here, or no longer. */
  take(): GridGeometry {
    const geometry = this.#geometry;
    if (geometry === null) throw new Error('the geometry of the grids is not here');
    this.#geometry = null;
    return geometry;
  }

  close(): void {
    this.#worker.terminate();
  }

  #order(grids: GridShapes, { longitude, latitude }: LocalProjection): Promise<GridGeometry> {
    const { promise, resolve, reject } = Promise.withResolvers<GridGeometry>();
    this.#worker.addEventListener('message', ({ data }: MessageEvent<GridGeometry>) => resolve(data));
    this.#worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    const shapes = copyOf(grids);
    this.#worker.postMessage({ shapes, longitude, latitude } satisfies GeometryOrder, buffersOf(shapes));
    return promise;
  }
}
