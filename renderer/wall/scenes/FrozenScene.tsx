import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import type { FrozenFrame, GeoPlace } from '../../../shared/contract/consultation.ts';
import { AnnotationMarks } from '../../lib/annotations/AnnotationMarks.tsx';
import { formatDateMinute } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import type { PaperProjection } from '../../report/map/paper-projection.ts';
import { LaserDot } from '../map/LaserDot.tsx';
import { WallMap } from '../map/WallMap.tsx';
import { useAnnotations } from '../use-frozen-wall.ts';
import { useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';

/** Letters of what is drawn: larger than the map's names, since they are what is talked about. */
const LETTER_REM = 1.25;

/** A consultation's frame: its part of the map as it stood, and the console's pointer on it. */
export function FrozenScene({ snapshot, program: { rule }, area, remPixels, frame }: WallViewProps & { readonly frame: FrozenFrame }) {
  const { t, count } = useWords();
  const { city } = useWallServices();
  const label = t('wall.mapOf', { area: areaName(city, area) });
  return (
    <div className="wall-frozen">
      <p className="wall-frozen-mark" role="status">
        <strong>{t('wall.frozen.title')}</strong>
        {frame.title !== '' && <strong>{frame.title}</strong>}
        <span>{t('wall.frozen.asOf', { time: formatDateMinute(frame.asOfMs) })}</span>
        {frame.grids.length > 0 && <span>{t('wall.frozen.grids', { grids: count(frame.grids.length) })}</span>}
      </p>
      <WallMap
        area={area}
        classes={snapshot.gridClasses[rule]}
        meaning="coverage"
        picked={frame.grids}
        view={frame.view}
        label={label}
        remPixels={remPixels}
      >
        {(projection) => (
          <>
            <DrawnOnWall projection={projection} unit={remPixels * LETTER_REM} />
            <LaserDot projection={projection} />
          </>
        )}
      </WallMap>
    </div>
  );
}

function DrawnOnWall({ projection, unit }: { readonly projection: PaperProjection; readonly unit: number }) {
  const annotations = useAnnotations();
  const project = ({ longitude, latitude }: GeoPlace) => ({
    x: projection.x(longitude * COORDINATE_SCALE),
    y: projection.y(latitude * COORDINATE_SCALE),
  });
  return (
    <svg className="wall-annotations" aria-hidden="true">
      <AnnotationMarks annotations={annotations} project={project} unit={unit} />
    </svg>
  );
}
