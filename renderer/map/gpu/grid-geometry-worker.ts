import { createLocalProjection } from '../projection.ts';
import type { GeometryOrder } from './geometry-from-worker.ts';
import { buildGridGeometry } from './grid-geometry.ts';

addEventListener('message', ({ data }: MessageEvent<GeometryOrder>) => {
  const geometry = buildGridGeometry(data.shapes, createLocalProjection(data.longitude, data.latitude));
  postMessage(geometry, { transfer: [geometry.bytes] });
});
