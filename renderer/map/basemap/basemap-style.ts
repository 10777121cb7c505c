import type { City } from '../../../shared/city/city.ts';
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import type { MapTheme } from '../map-theme.ts';
import {
  borderFeature,
  collection,
  gridCount,
  labelFeatures,
  landFeatures,
  roadFeatures,
  waterFeatures,
  waterLabelFeatures,
} from './basemap-features.ts';
import { NEAR_ZOOM } from '../zoom-levels.ts';
import { MAP_FONT_BOLD, MAP_FONT_REGULAR } from './map-font.ts';

/** The style's layer before which the coverage is drawn, and the one before which alerts and workers are. */
export const ABOVE_COVERAGE_LAYER_ID = 'compound-line';
export const FIRST_LABEL_LAYER_ID = 'label-compound';
export const SELECTION_SOURCE_ID = 'selection';
/** Shown while the source holds an outline. */
export const SELECTION_LAYER_IDS = ['selection-casing', 'selection-line'] as const;
/** Empty in the style: what is only seen from DETAIL_ZOOM on comes after the first picture. */
export const DETAILS_SOURCE_ID = 'details';

/** Zooms at which the next level of area appears; the city fits a 1080-line screen at about 9. */
const STREET_ZOOM = 9.6;
const COMMUNITY_ZOOM = 11.6;
const COMPOUND_ZOOM = 13.6;
/** The first zoom at which anything of the details is seen. */
export const DETAIL_ZOOM = COMMUNITY_ZOOM;

/** Few sources with many kinds of features: MapLibre cuts the picture into tiles anew for every source that it draws. */
function sources(city: City): StyleSpecification['sources'] {
  const { districts, streets } = city;
  const geojson = (features: GeoJSON.Feature[], maxzoom = 14, tolerance = 0.3) =>
    ({ type: 'geojson', data: collection(features), maxzoom, tolerance, buffer: 32 }) as const;
  return {
    base: geojson([
      ...landFeatures(city),
      ...waterFeatures(city),
      ...roadFeatures(city),
      borderFeature(districts.outline, 'district'),
      borderFeature(streets.outline, 'street'),
    ]),
    names: geojson([
      ...labelFeatures(districts, 'district', (index) => index),
      ...labelFeatures(streets, 'street', (index) => -gridCount(streets, index)),
      ...waterLabelFeatures(city),
    ]),
    [DETAILS_SOURCE_ID]: geojson([], 16),
    [SELECTION_SOURCE_ID]: geojson([], 18, 0),
  };
}

function isKind(kind: string): FilterSpecification {
  return ['==', ['get', 'kind'], kind];
}

function groundLayers(theme: MapTheme): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': theme.ground } },
    { id: 'land', type: 'fill', source: 'base', filter: isKind('land'), paint: { 'fill-color': theme.land, 'fill-antialias': false } },
    { id: 'water', type: 'fill', source: 'base', filter: isKind('water'), paint: { 'fill-color': theme.water } },
    {
      id: 'water-line',
      type: 'line',
      source: 'base',
      filter: isKind('water'),
      minzoom: 9,
      paint: { 'line-color': theme.waterLine, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.5, 14, 1.4] },
    },
  ];
}

function lineLayers(theme: MapTheme): LayerSpecification[] {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: ABOVE_COVERAGE_LAYER_ID,
      type: 'line',
      source: DETAILS_SOURCE_ID,
      filter: isKind('outline'),
      minzoom: COMPOUND_ZOOM,
      paint: {
        'line-color': theme.compound,
        'line-width': 0.8,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], COMPOUND_ZOOM, 0, 15, 0.38],
      },
    },
    {
      id: 'road',
      type: 'line',
      source: 'base',
      filter: ['match', ['get', 'kind'], ['ring', 'arterial', 'bridge'], true, false],
      layout: round,
      paint: {
        'line-color': theme.road,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.16, 11, 0.24, 15, 0.34],
        'line-width': [
          'interpolate',
          ['exponential', 1.5],
          ['zoom'],
          8,
          ['match', ['get', 'kind'], 'arterial', 0.5, 0.8],
          13,
          ['match', ['get', 'kind'], 'arterial', 1.8, 2.6],
          17,
          ['match', ['get', 'kind'], 'arterial', 7, 10],
        ],
      },
    },
    {
      id: 'metro',
      type: 'line',
      source: 'base',
      minzoom: 11,
      filter: isKind('metro'),
      paint: { 'line-color': theme.metro, 'line-width': 1.4, 'line-dasharray': [4, 3], 'line-opacity': 0.8 },
    },
    {
      id: 'community-border',
      type: 'line',
      source: DETAILS_SOURCE_ID,
      filter: isKind('community-border'),
      minzoom: COMMUNITY_ZOOM,
      layout: round,
      paint: {
        'line-color': theme.communityBorder,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], COMMUNITY_ZOOM, 0, 12.4, 0.75],
        'line-width': ['interpolate', ['linear'], ['zoom'], 12, 1.2, 16, 3],
      },
    },
    {
      id: 'street-border',
      type: 'line',
      source: 'base',
      filter: isKind('street'),
      minzoom: STREET_ZOOM,
      layout: round,
      paint: {
        'line-color': theme.streetBorder,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], STREET_ZOOM, 0, 10.6, 0.6, 13, 0.8],
        'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.6, 12, 1.1, 15, 2],
      },
    },
    {
      id: 'district-border',
      type: 'line',
      source: 'base',
      filter: isKind('district'),
      layout: round,
      paint: {
        'line-color': theme.districtBorder,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.62, 11, 0.9],
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.9, 11, 1.7, 14, 2.6],
      },
    },
    ...selectionLayers(theme),
  ];
}

/** A white casing with a cyan line around the selected grid; larger areas get a thinner pair. */
function selectionLayers(theme: MapTheme): LayerSpecification[] {
  const isGrid = (grid: number, other: number): ExpressionSpecification => ['match', ['get', 'level'], 'grid', grid, other];
  const layout = { 'line-join': 'round', visibility: 'none' } as const;
  const [casing, line] = SELECTION_LAYER_IDS;
  return [
    {
      id: casing,
      type: 'line',
      source: SELECTION_SOURCE_ID,
      layout,
      paint: { 'line-color': theme.selectionCasing, 'line-width': isGrid(6, 4.5) },
    },
    {
      id: line,
      type: 'line',
      source: SELECTION_SOURCE_ID,
      layout,
      paint: { 'line-color': theme.selectionLine, 'line-width': isGrid(2.6, 2) },
    },
  ];
}

type SymbolLayout = SymbolLayerSpecification['layout'];

/** From which zoom to which names are written, and their size in pixels at two zooms. */
export interface LabelSpan {
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly size: readonly [zoom: number, pixels: number, zoom: number, pixels: number];
}

/** Of names that stand among the discs of workers. */
export const LABELS_OF_AREAS = {
  district: { minzoom: 7, maxzoom: 12.2, size: [8, 13, 12, 20] },
  street: { minzoom: 10.4, maxzoom: 15.5, size: [10.4, 11, 14, 16] },
} as const satisfies Readonly<Record<string, LabelSpan>>;
export const LABEL_LETTERS_A_LINE = 8;

interface LabelOptions {
  readonly id: string;
  readonly source?: string;
  readonly kind: string;
  readonly minzoom: number;
  readonly maxzoom?: number;
  readonly color: string;
  readonly bold?: boolean;
  /** Text size in pixels at two zooms. */
  readonly size: readonly [zoom: number, pixels: number, zoom: number, pixels: number];
}

function labelLayer(theme: MapTheme, options: LabelOptions): LayerSpecification {
  const [zoom, pixels, nearZoom, nearPixels] = options.size;
  return {
    id: options.id,
    type: 'symbol',
    source: options.source ?? 'names',
    filter: isKind(options.kind),
    minzoom: options.minzoom,
    ...(options.maxzoom === undefined ? {} : { maxzoom: options.maxzoom }),
    layout: {
      'text-field': ['get', 'name'],
      'text-font': options.bold === true ? [...MAP_FONT_BOLD] : [...MAP_FONT_REGULAR],
      'text-size': ['interpolate', ['linear'], ['zoom'], zoom, pixels, nearZoom, nearPixels],
      'text-padding': 6,
      'text-max-width': LABEL_LETTERS_A_LINE,
      'text-letter-spacing': 0.02,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': options.color, 'text-halo-color': theme.halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.2 },
  };
}

/** Later layers are placed first, so the higher level always wins the space. */
function labelLayers(theme: MapTheme): LayerSpecification[] {
  const waterText = {
    'text-field': ['get', 'name'],
    'text-font': [...MAP_FONT_REGULAR],
    'text-letter-spacing': 0.2,
  } satisfies SymbolLayout;
  const waterPaint = { 'text-color': theme.labelWater, 'text-halo-color': theme.water, 'text-halo-width': 1.2 };
  return [
    labelLayer(theme, {
      id: FIRST_LABEL_LAYER_ID,
      source: DETAILS_SOURCE_ID,
      kind: 'compound',
      minzoom: 15,
      color: theme.labelQuiet,
      size: [15, 11, 17, 13],
    }),
    labelLayer(theme, {
      id: 'label-community',
      source: DETAILS_SOURCE_ID,
      kind: 'community',
      minzoom: NEAR_ZOOM,
      color: theme.labelQuiet,
      size: [NEAR_ZOOM, 11, 16, 14],
    }),
    {
      id: 'label-stream',
      type: 'symbol',
      source: 'names',
      filter: isKind('stream'),
      minzoom: 12,
      layout: { ...waterText, 'symbol-placement': 'line', 'symbol-spacing': 500, 'text-size': 12 },
      paint: waterPaint,
    },
    {
      id: 'label-water',
      type: 'symbol',
      source: 'names',
      filter: isKind('water'),
      minzoom: 9.5,
      layout: {
        ...waterText,
        'text-size': ['interpolate', ['linear'], ['zoom'], 9, 11, 14, 15],
        'symbol-sort-key': ['get', 'rank'],
        // A long river is named every few hundred pixels, not at each of its wide places.
        'text-padding': 140,
      },
      paint: waterPaint,
    },
    labelLayer(theme, { id: 'label-street', kind: 'street', color: theme.label, ...LABELS_OF_AREAS.street }),
    labelLayer(theme, {
      id: 'label-district',
      kind: 'district',
      color: theme.label,
      bold: true,
      ...LABELS_OF_AREAS.district,
    }),
  ];
}

/**
 * The whole offline basemap. It names no URL: no glyphs, no sprite, no tiles; MapLibre draws all text locally from the bundled font.
 */
export function basemapStyle(city: City, theme: MapTheme): StyleSpecification {
  return {
    version: 8,
    sources: sources(city),
    layers: [...groundLayers(theme), ...lineLayers(theme), ...labelLayers(theme)],
    transition: { duration: 0, delay: 0 },
  };
}

/** The layers alone, to repaint a running map in another theme without touching its sources. */
export function basemapLayers(theme: MapTheme): readonly LayerSpecification[] {
  return [...groundLayers(theme), ...lineLayers(theme), ...labelLayers(theme)];
}
