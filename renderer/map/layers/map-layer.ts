import type { City } from '../../../shared/city/city.ts';
import type { GridLocator } from '../../../shared/city/city-lookup.ts';
import type { LayerId } from '../../../shared/domain/layers.ts';
import type { LiveData } from '../../data/live-data.ts';
import type { MetricView } from '../../metrics/choropleth.ts';
import type { MetricInput } from '../../metrics/grid-metric.ts';
import type { LayerFailure, useLayersStore } from '../../stores/layers.store.ts';
import type { Bounds } from '../bounds.ts';
import type { LeanLayer } from '../gpu/lean-layer.ts';
import type { MapTextKey } from '../i18n/map-text-key.ts';
import type { MapTheme } from '../map-theme.ts';
import type { LocalProjection } from '../projection.ts';
import type { TooltipContent } from '../tooltip-content.ts';

export interface MapScene {
  readonly city: City;
  readonly live: LiveData;
  readonly projection: LocalProjection;
  /** What this map's grids are coloured by. */
  view(): MetricView;
  /** Finds grids by their place. */
  locator(): GridLocator;
  theme(): MapTheme;
  /** Of the camera now; cheap. */
  zoom(): number;
  /** What the camera shows. */
  bounds(): Bounds;
  /** Asks for a frame. */
  requestDraw(): void;
  /** Told when deck.gl could not make or draw one of the layer's parts. */
  reportFailure(id: LayerId, error: unknown): void;
  /** Fills a layer's error slot; null empties it. */
  setFailure(id: LayerId, failure: LayerFailure | null): void;
}

/** A place under the pointer or the keyboard's cursor, in degrees, with the radius in degrees of longitude that still counts as hit. */
export interface MapPlace {
  readonly longitude: number;
  readonly latitude: number;
  readonly toleranceDegrees: number;
}

/** A layer on a running map. */
export interface MapLayerInstance {
  /** Bottom to top, made once; they read what `refresh` prepares. */
  readonly deckLayers: readonly LeanLayer[];
  /** Set where something has to come before it can be drawn; resolves when it is here, or when its failure is reported. */
  readonly ready?: Promise<void>;
  /** Takes over data, settings and theme as they are now. Throws when it cannot; the other layers live on. */
  refresh(): void;
  /** Selection or hover changed; much more often than anything else. */
  highlight(): void;
  /** The camera moved; prepares what depends on it, if anything. */
  viewChanged(): void;
  /** What stands at a place, or null. */
  describe(place: MapPlace): TooltipContent | null;
  setVisible(visible: boolean): void;
  /** Ends timers; buffers and models go with deck.gl. */
  close(): void;
}

export type LayersState = ReturnType<typeof useLayersStore.getState>;

/** One row of the registry. */
export interface MapLayerRow {
  readonly id: LayerId;
  readonly titleKey: MapTextKey;
  /** Drawn bottom to top in this order. */
  readonly order: number;
  /** Live data whose news make the layer refresh. */
  readonly topics: readonly MetricInput[];
  /** Set where not all of them matter all the time: whether news of this one do. */
  follows?(topic: MetricInput, scene: MapScene): boolean;
  /** Least time between two refreshes from news, milliseconds: what changes slowly on screen need not be drawn at every change. */
  readonly refreshIntervalMs: number;
  /** The settings that the layer follows besides its visibility; another value makes it refresh at once. */
  settingsOf(state: LayersState): unknown;
  build(scene: MapScene): MapLayerInstance;
}
