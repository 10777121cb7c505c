import { useEffect, useRef } from 'react';
import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { GeoPlace } from '../../../shared/contract/consultation.ts';
import type { PaperProjection } from '../../report/map/paper-projection.ts';
import type { Point } from '../../lib/point.ts';
import { useWallServices } from '../wall-services.ts';
import { approach } from './approach.ts';

/** Less is not seen. */
const ARRIVED_PIXELS = 0.5;

/** The console's pointer, large enough to be seen from afar. It glides from one place to the next, and rests without a frame being drawn. */
export function LaserDot({ projection }: { readonly projection: PaperProjection }) {
  const { consultation } = useWallServices();
  const dot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = dot.current;
    if (element === null) return undefined;
    let shown: Point | null = null;
    let frame = 0;
    let drawnAtMs = 0;
    const placeOf = ({ longitude, latitude }: GeoPlace): Point => ({
      x: projection.x(longitude * COORDINATE_SCALE),
      y: projection.y(latitude * COORDINATE_SCALE),
    });
    const draw = (nowMs: number): void => {
      frame = 0;
      const { pointer } = consultation.current;
      element.hidden = pointer === null;
      if (pointer === null) {
        shown = null;
        return;
      }
      const target = placeOf(pointer);
      shown = shown === null ? target : approach(shown, target, nowMs - drawnAtMs);
      drawnAtMs = nowMs;
      if (Math.hypot(target.x - shown.x, target.y - shown.y) < ARRIVED_PIXELS) shown = target;
      else frame = requestAnimationFrame(draw);
      element.style.transform = `translate(${shown.x}px, ${shown.y}px) translate(-50%, -50%)`;
    };
    const follow = (): void => {
      if (frame !== 0) return;
      drawnAtMs = performance.now();
      frame = requestAnimationFrame(draw);
    };
    follow();
    const end = consultation.onChanged(follow);
    return () => {
      end();
      cancelAnimationFrame(frame);
    };
  }, [consultation, projection]);
  return <span ref={dot} className="wall-laser" hidden aria-hidden="true" />;
}
