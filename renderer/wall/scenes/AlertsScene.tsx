import { useMemo } from 'react';
import { WALL_NOTHING_DUE } from '../../../shared/contract/wall.ts';
import { type AreaRef, isWithin } from '../../../shared/domain/areas.ts';
import { useWords } from '../../lib/use-words.ts';
import { labelPointOf } from '../map/label-point.ts';
import { WallMap } from '../map/WallMap.tsx';
import { useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';

/** Streets that are told by name: no more than somebody who passes by can take in. */
const NAMED = 8;
const LEAST_DISC_REM = 0.5;
const LARGEST_DISC_REM = 2.4;

/** Where alerts about premises are open now: a disc a street, as large as their number. */
export function AlertsScene({ snapshot, area, remPixels }: WallViewProps) {
  const { t } = useWords();
  const { city } = useWallServices();
  const classes = useMemo(() => new Uint8Array(city.grids.count).fill(WALL_NOTHING_DUE), [city]);
  const streets = Array.from(snapshot.streets.premisesAlerts, (alerts, index) => ({
    street: { level: 'street', index } as AreaRef,
    alerts,
  }))
    .filter(({ street, alerts }) => alerts > 0 && isWithin(city, street, area))
    .sort((one, other) => other.alerts - one.alerts);
  const most = streets[0]?.alerts ?? 1;
  const named = streets.slice(0, NAMED).map(({ street }) => street);
  return (
    <WallMap area={area} classes={classes} meaning="coverage" label={t('wall.alertMap')} labelled={named} remPixels={remPixels}>
      {(projection) =>
        streets.map(({ street, alerts }, place) => {
          const [longitude, latitude] = labelPointOf(city, street);
          const size = LEAST_DISC_REM + (LARGEST_DISC_REM - LEAST_DISC_REM) * Math.sqrt(alerts / most);
          return (
            <span
              key={street.index}
              className="wall-disc"
              data-named={place < NAMED}
              style={{ left: projection.x(longitude), top: projection.y(latitude), width: `${size}rem`, height: `${size}rem` }}
            />
          );
        })
      }
    </WallMap>
  );
}
