import { PopoverNext, Switch } from '@blueprintjs/core';
import type { ComponentType } from 'react';
import type { FreshnessSource } from '../../../shared/domain/sources.ts';
import { isLive, type LayerId, type LiveLayerId } from '../../../shared/domain/layers.ts';
import { useServices } from '../../lib/services.ts';
import { useNow, useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { METRICS } from '../../metrics/index.ts';
import { useConnectionStore } from '../../stores/connection.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { LayerLegend } from './LayerLegend.tsx';
import { MetricNote } from './MetricNote.tsx';
import { useLegend } from './use-legend.ts';

interface LayerCardProps {
  readonly id: LayerId;
  readonly Summary: ComponentType;
  readonly Settings: ComponentType | null;
}

/** The source whose age decides whether a layer is stale. */
function useSourceOf(id: LiveLayerId): FreshnessSource {
  const metric = useLayersStore((state) => state.coverage.metric);
  if (id === 'coverage') return METRICS[metric].freshness;
  return id === 'alerts' ? 'alerts' : 'positions';
}

/** The grids' layer is called by the metric in view. */
function useLayerName(id: LayerId): string {
  const { t } = useWords();
  const metric = useLayersStore((state) => state.coverage.metric);
  return id === 'coverage' ? t(`metric.name.${metric}`) : t(`layers.${id}`);
}

export function LayerCard({ id, Summary, Settings }: LayerCardProps) {
  const { t } = useWords();
  const isVisible = useLayersStore((state) => state.visible[id]);
  const { toggle } = useLayersStore((state) => state.actions);
  const layer = useLayerName(id);
  return (
    <div className="layer-card" data-layer={id} data-visible={isVisible}>
      <div className="layer-head">
        <Switch className="layer-switch" checked={isVisible} onChange={() => toggle(id)} labelElement={layer} />
        <span className="layer-summary one-line">
          <Summary />
        </span>
        {Settings !== null && (
          <PopoverNext placement="right-start" content={<Settings />} popoverClassName="layer-popover" arrow={false}>
            <button type="button" className="icon-button" aria-label={t('layers.settings', { layer })}>
              <Icon name="settings" />
            </button>
          </PopoverNext>
        )}
      </div>
      {isVisible && id === 'coverage' && <MetricNote />}
      {isVisible && <LayerLegend id={id} />}
      {isVisible && <LayerLeftOut id={id} />}
      <LayerFailure id={id} />
      {isVisible && isLive(id) && <LayerAge id={id} />}
    </div>
  );
}

/** The layer's own error slot: why it is not drawn, while the others are. */
function LayerFailure({ id }: { readonly id: LayerId }) {
  const { t, error } = useWords();
  const failure = useLayersStore((state) => state.failures[id]);
  const refused = useConnectionStore((state) => (isLive(id) ? state.topicFailures[id] : undefined));
  const { retry } = useLayersStore((state) => state.actions);
  if (refused !== undefined) {
    return <PanelMessage tone={refused.code === 'forbidden' ? 'locked' : 'error'} title={t('error.title')} text={error(refused)} />;
  }
  if (failure === undefined) return null;
  return (
    <PanelMessage
      tone="error"
      title={t('layers.failed')}
      text={t(`layers.failure.${failure}`)}
      action={{ label: t('layers.retry'), run: () => retry(id) }}
    />
  );
}

/** Rows that came and cannot be shown: counted in the open, by what is wrong with them. */
function LayerLeftOut({ id }: { readonly id: LayerId }) {
  const { t, count } = useWords();
  const { leftOut } = useLegend(id);
  if (leftOut === undefined || leftOut.position + leftOut.time === 0) return null;
  return (
    <p className="layer-left-out" data-left-out={leftOut.position + leftOut.time}>
      {leftOut.position > 0 && <span>{t('layers.leftOut.position', { value: count(leftOut.position) })}</span>}
      {leftOut.time > 0 && <span>{t('layers.leftOut.time', { value: count(leftOut.time) })}</span>}
    </p>
  );
}

function LayerAge({ id }: { readonly id: LiveLayerId }) {
  const { t, age } = useWords();
  const { status } = useServices().live;
  useRevision(status);
  const nowMs = useNow(10_000);
  const wanted = useSourceOf(id);
  const source = status.snapshot?.sources.find((candidate) => candidate.source === wanted);
  if (source === undefined || source.state === 'live' || source.aliveAtMs === null) return null;
  return <PanelMessage tone="stale" title={t('layers.stale', { age: age(nowMs - source.aliveAtMs) })} />;
}
