import { useMemo } from 'react';
import { areaName, areaPath } from '../../shared/domain/areas.ts';
import { areaKey } from '../lib/area-words.ts';
import { goThroughVisited, goToArea } from '../lib/go-to-area.ts';
import { useServices } from '../lib/services.ts';
import { useWords } from '../lib/use-words.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { Icon } from '../ui/Icon.tsx';

/** Back, forward, and the way from the city to what is selected; each step inside of what this window may show can be gone to. */
export function Breadcrumb() {
  const { t } = useWords();
  const { city } = useServices();
  const selected = useSelectionStore((state) => state.selected);
  const canGoBack = useSelectionStore((state) => state.visitedIndex > 0);
  const canGoForward = useSelectionStore((state) => state.visitedIndex < state.visited.length - 1);
  const isInside = useSelectionStore((state) => state.isInside);
  const path = useMemo(() => areaPath(city, selected), [city, selected]);
  return (
    <nav className="breadcrumb" aria-label={t('map.breadcrumb')}>
      <button
        type="button"
        className="icon-button"
        disabled={!canGoBack}
        onClick={() => goThroughVisited(-1)}
        aria-label={t('command.goBack')}
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={!canGoForward}
        onClick={() => goThroughVisited(1)}
        aria-label={t('command.goForward')}
      >
        <Icon name="forward" />
      </button>
      <ol>
        {path.map((area, step) => (
          <li key={areaKey(area)} className="one-line">
            {step === path.length - 1 || !isInside(area) ? (
              <span aria-current={step === path.length - 1 ? 'page' : undefined}>{areaName(city, area)}</span>
            ) : (
              <button type="button" onClick={() => goToArea(area)}>
                {areaName(city, area)}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
