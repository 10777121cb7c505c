import { useMemo } from 'react';
import { type AreaRef, areaName, childAreas } from '../../../shared/domain/areas.ts';
import { useWords } from '../../lib/use-words.ts';
import { coreDistricts } from '../../map/core-districts.ts';
import { WallMap } from '../map/WallMap.tsx';
import { useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';

const NONE: readonly number[] = [];
/** Room that the inset of the core districts takes in the map's corner, rem. */
const INSET = { width: 14.5, height: 15.5 };

/** The core districts of a city, where grids are smallest, and the others: each is named where it is large enough. */
function useCore(area: AreaRef): { readonly core: readonly AreaRef[]; readonly others: readonly AreaRef[] } {
  const { city } = useWallServices();
  return useMemo(() => {
    const children = childAreas(city, area);
    const core = coreDistricts(city, area, children);
    return { core, others: children.filter((child) => !core.includes(child)) };
  }, [city, area]);
}

/** The coverage of every grid of the area in view; of the city with its core districts beside it, or in a corner. */
export function CoverageMaps({
  snapshot,
  scene,
  program: { rule },
  area,
  remPixels,
  shape,
  isSmall = false,
}: WallViewProps & { readonly isSmall?: boolean }) {
  const { t } = useWords();
  const { city } = useWallServices();
  const { core, others } = useCore(area);
  const classes = snapshot.gridClasses[rule];
  const picked = scene.grids ?? NONE;
  const picture = { classes, meaning: 'coverage', picked, remPixels } as const;
  const label = t('wall.mapOf', { area: areaName(city, area) });
  if (core.length === 0 || isSmall)
    return <WallMap {...picture} area={area} label={label} labelled={core.length === 0 ? undefined : others} />;
  const isBeside = shape === 'wide';
  return (
    <div className="wall-maps" data-beside={isBeside}>
      <WallMap {...picture} area={area} label={label} labelled={others} corner={isBeside ? null : INSET} />
      <div className="wall-inset">
        <WallMap {...picture} area={area} label={t('wall.coreMap')} fit={core} labelled={core} />
        <p className="wall-inset-title">{t('wall.coreMap')}</p>
      </div>
    </div>
  );
}
