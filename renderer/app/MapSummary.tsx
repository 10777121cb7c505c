import { useEffect, useRef, useState } from 'react';
import { areaName } from '../../shared/domain/areas.ts';
import { useServices } from '../lib/services.ts';
import { useWords, type Words } from '../lib/use-words.ts';
import { boundsInView, summaryOfView, type ViewSummary } from '../map/view-summary.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { useInterfaceScale } from './appearance.ts';

/** Said once the map rests: whoever pans or types through areas hears where they ended, not everything on the way. */
const REST_MS = 1200;

/**
 * What the map shows, as one polite sentence for screen readers: where, how many grids, how many of them behind, alerts, workers. Said when
 * the user moved the map or changed what it shows; news of the data change it silently.
 */
export function MapSummary() {
  const words = useWords();
  const { city, shown } = useServices();
  const element = useRef<HTMLParagraphElement>(null);
  const { scalePercent } = useInterfaceScale();
  const position = useCameraStore((state) => state.position);
  const selected = useSelectionStore((state) => state.selected);
  const visible = useLayersStore((state) => state.visible);
  const rule = useLayersStore((state) => state.coverage.rule);
  const alerts = useLayersStore((state) => state.alerts);
  const isHalf = useSecondMapStore((state) => state.view !== null);
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const say = (): void => {
      const region = element.current?.parentElement;
      if (position === null || region === null || region === undefined) return;
      const [width, height] = [region.clientWidth, region.clientHeight].map((pixels) => (pixels * 100) / scalePercent);
      const bounds = boundsInView(position, (width ?? 0) / (isHalf ? 2 : 1), height ?? 0);
      const summary = summaryOfView(city, shown, { rule, alerts }, bounds);
      setSentence(sentenceOf(areaName(city, selected), summary, visible, words));
    };
    const timer = window.setTimeout(say, REST_MS);
    return () => window.clearTimeout(timer);
  }, [city, shown, position, selected, visible, rule, alerts, isHalf, scalePercent, words]);
  return (
    <p ref={element} id="map-summary" className="visually-hidden" role="status">
      {sentence}
    </p>
  );
}

type Visible = ReturnType<typeof useLayersStore.getState>['visible'];

function sentenceOf(area: string, summary: ViewSummary, visible: Visible, { t, count }: Words): string {
  const parts = [
    t('map.summary.area', { area }),
    t('map.summary.grids', { value: count(summary.grids) }),
    ...(visible.coverage && !summary.hasCoverage ? [t('map.summary.coverageNotYet')] : []),
    ...(visible.coverage && summary.hasCoverage
      ? [t('map.summary.behind', { value: count(summary.behind) }), t('map.summary.noData', { value: count(summary.noData) })]
      : []),
    ...(visible.alerts ? [t('map.summary.alerts', { value: count(summary.alerts) })] : []),
    ...(visible.workers ? [t('map.summary.workers', { value: count(summary.workers) })] : []),
  ];
  return parts.join(t('map.summary.between'));
}
