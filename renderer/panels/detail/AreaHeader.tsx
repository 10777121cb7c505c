import { DEDICATED_KINDS } from '../../../shared/city/city.ts';
import { type AreaRef, areaCode, areaName, gridRangeOf } from '../../../shared/domain/areas.ts';
import { parentNames } from '../../lib/area-words.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { OpenTrack } from '../tracks/OpenTrack.tsx';
import { ShowOnWall } from '../wall/ShowOnWall.tsx';
import { areaFacts, managedElsewhere } from './area-facts.ts';

/** Code and kind, name, both parents, how many live there, who leads it. */
export function AreaHeader({ area, leaderName }: { readonly area: AreaRef; readonly leaderName: string | null }) {
  const { t, count } = useWords();
  const { city } = useServices();
  const facts = areaFacts(city, area);
  const body = managedElsewhere(city, area);
  const kind =
    area.level === 'grid'
      ? t(`gridKind.${DEDICATED_KINDS[city.grids.dedicatedKind[area.index] ?? 0] ?? 'none'}`)
      : t(`level.${area.level}`);
  const { from, to } = gridRangeOf(city, area);
  const line = [
    parentNames(city, area),
    body === null ? '' : t('detail.managedBy', { body }),
    area.level === 'grid' ? '' : t('detail.grids', { value: count(to - from) }),
    facts.dedicatedGrids > 0 && area.level !== 'grid' ? t('detail.dedicatedGrids', { value: count(facts.dedicatedGrids) }) : '',
    t('unit.households', { value: count(facts.households) }),
    t('unit.residents', { value: count(facts.residents) }),
    leaderName === null ? '' : t('detail.leader', { name: leaderName }),
  ];
  return (
    <header className="detail-header">
      <ShowOnWall selection={{ area, grids: [] }} />
      {area.level === 'grid' && <OpenTrack subject={{ kind: 'grids', grids: [area.index] }} className="detail-tracks" />}
      <p className="detail-code">
        {areaCode(city, area)} · {kind}
      </p>
      <h2 className="detail-title">{areaName(city, area)}</h2>
      <p className="detail-line">{line.filter((part) => part !== '').join(' · ')}</p>
    </header>
  );
}
