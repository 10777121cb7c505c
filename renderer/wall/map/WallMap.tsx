import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { GeoBox } from '../../../shared/contract/consultation.ts';
import { type AreaRef, areaName, childAreas } from '../../../shared/domain/areas.ts';
import { withoutDivisionWord } from '../../lib/division-names.ts';
import { type Box, type PaperProjection, projectAreas, projectBounds } from '../../report/map/paper-projection.ts';
import { placeLabels } from '../../report/map/place-labels.ts';
import { useWallServices } from '../wall-services.ts';
import { labelPointOf } from './label-point.ts';
import { cityPaths } from './city-paths.ts';
import { type MapPicture, paintMap } from './paint-map.ts';

interface WallMapProps extends MapPicture {
  readonly label: string;
  /** What the map is fitted to; the picture's area when left out. */
  readonly fit?: readonly AreaRef[];
  /** What it is fitted to instead of areas. */
  readonly view?: GeoBox | null;
  /** Names that are shown; the children of the area when left out. */
  readonly labelled?: readonly AreaRef[] | undefined;
  readonly remPixels: number;
  /** Corner in which an inset stands, in rem from the bottom left: the map makes room for it, and no name is put there. */
  readonly corner?: { readonly width: number; readonly height: number } | null;
  /** Marks over the map, placed by its projection. */
  readonly children?: (projection: PaperProjection) => ReactNode;
}

interface Fitted {
  readonly frame: Box;
  readonly projection: PaperProjection;
}

const NONE: readonly number[] = [];
const LABEL_REM = 1;
const FRAME_MARGIN_REM = 0.6;
/** How far the city may reach over the width of the inset: its narrow end stands there. */
const ROOM_BESIDE_INSET_REM = 4;

/** A map on a canvas without a single letter in it: names and marks are elements above. Drawn anew when figures or room change, and never else. */
export function WallMap({
  area,
  classes,
  meaning,
  picked = NONE,
  label,
  fit,
  view = null,
  labelled,
  remPixels,
  corner = null,
  children,
}: WallMapProps) {
  const { city } = useWallServices();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [fitted, setFitted] = useState<Fitted | null>(null);
  const [restored, setRestored] = useState(0);
  const cornerWidthRem = corner?.width ?? 0;
  const fitKey = JSON.stringify(fit ?? [area]);
  const viewKey = JSON.stringify(view);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const areas = JSON.parse(fitKey) as readonly AreaRef[];
    const bounds = JSON.parse(viewKey) as GeoBox | null;
    const measure = (): void => {
      const margin = FRAME_MARGIN_REM * remPixels;
      // A city that is not as wide as its frame moves aside.
      const aside = Math.max(0, (cornerWidthRem - ROOM_BESIDE_INSET_REM) * remPixels);
      const frame = { left: margin + aside, top: margin, right: element.clientWidth - margin, bottom: element.clientHeight - margin };
      const hasRoom = frame.right > frame.left && frame.bottom > frame.top;
      const projection = !hasRoom ? null : bounds === null ? projectAreas(city, areas, frame) : projectBounds(bounds, frame);
      setFitted(projection === null ? null : { frame, projection });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [city, fitKey, viewKey, remPixels, cornerWidthRem]);

  useLayoutEffect(() => {
    const drawn = canvas.current;
    const context = drawn?.getContext('2d') ?? null;
    if (drawn === null || context === null || fitted === null) return;
    const { clientWidth, clientHeight } = drawn;
    const density = devicePixelRatio;
    drawn.width = Math.round(clientWidth * density);
    drawn.height = Math.round(clientHeight * density);
    paintMap(context, city, cityPaths(city), { area, classes, meaning, picked }, fitted.projection, remPixels * density, density);
  }, [city, area, classes, meaning, picked, fitted, remPixels, restored]);

  useLayoutEffect(() => {
    const drawn = canvas.current;
    if (drawn === null) return undefined;
    // The graphics process died: the canvas came back empty.
    const onRestored = (): void => setRestored((count) => count + 1);
    drawn.addEventListener('contextrestored', onRestored);
    return () => drawn.removeEventListener('contextrestored', onRestored);
  }, []);

  return (
    <div ref={box} className="wall-map" role="img" aria-label={label}>
      <canvas ref={canvas} className="wall-map-canvas" />
      {fitted !== null && <MapNames areas={labelled ?? childAreas(city, area)} fitted={fitted} remPixels={remPixels} corner={corner} />}
      {fitted !== null && children?.(fitted.projection)}
    </div>
  );
}

interface MapNamesProps {
  readonly areas: readonly AreaRef[];
  readonly fitted: Fitted;
  readonly remPixels: number;
  readonly corner: WallMapProps['corner'];
}

function MapNames({ areas, fitted: { frame, projection }, remPixels, corner }: MapNamesProps) {
  const { city } = useWallServices();
  const labels = useMemo(() => {
    const requests = areas
      .map((area) => {
        const text = areaName(city, area);
        const [longitude, latitude] = labelPointOf(city, area);
        return { text, shortText: withoutDivisionWord(text), x: projection.x(longitude), y: projection.y(latitude) };
      })
      .filter(({ x, y }) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom);
    const taken =
      corner === null || corner === undefined
        ? []
        : [{ left: 0, top: frame.bottom - corner.height * remPixels, right: corner.width * remPixels, bottom: frame.bottom + remPixels }];
    return placeLabels(requests, { frame, fontSize: LABEL_REM * remPixels, taken });
  }, [city, areas, frame, projection, remPixels, corner]);
  return labels.map(({ text, x, y }) => (
    <span key={`${text} ${Math.round(x)}`} className="wall-map-name" style={{ left: x, top: y }}>
      {text}
    </span>
  ));
}
