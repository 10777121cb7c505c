import { ALERT_KINDS, ALERT_LEVELS, ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { type AlertSettings, useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { alertStyleAt, hexagonRadius, hexagonZoom, localExtent } from '../alerts/alerts-on-map.ts';
import { HeatRaster } from '../alerts/heat-raster.ts';
import { binHexagons, type HexBins } from '../alerts/hex-bins.ts';
import { numberShift } from '../alerts/number-places.ts';
import { selectAlerts } from '../alerts/select-alerts.ts';
import { FIRST_LABEL_LAYER_ID } from '../basemap/basemap-style.ts';
import { LabelBoxes } from '../basemap/label-boxes.ts';
import { BADGE_WORDS, BadgeLayer, badgeLook, type BadgeScene, writeBadge } from '../gpu/badge-layer.ts';
import { ColorTable } from '../gpu/color-table.ts';
import { HeatLayer, type HeatScene } from '../gpu/heat-layer.ts';
import { RowBuffer } from '../gpu/instance-buffer.ts';
import { leanLayerProps } from '../gpu/lean-layer.ts';
import { MARK_WORDS, MarkLayer, markLook, type MarkScene } from '../gpu/mark-layer.ts';
import { gridsInView, isOutOfView } from '../grids-in-view.ts';
import { LocalPoints } from '../local-points.ts';
import { type MapTheme, rgba } from '../map-theme.ts';
import { PointBuckets } from '../picking/point-buckets.ts';
import type { TooltipContent } from '../tooltip-content.ts';
import { usableBounds } from '../usable-rows.ts';
import type { MapLayerInstance, MapLayerRow, MapPlace, MapScene } from './map-layer.ts';

/** Side of a cell of the density, common units: about 700 m. */
const HEAT_CELL = 0.0105;
/** News change the density of a whole city little; it is made anew this often at most, and at once for other filters. */
const HEAT_INTERVAL_MS = 4000;
const MARK_PIXELS = 17;
/** Colours of the hexagons: the alert levels first, then these. */
const INK_COLOR = ALERT_LEVELS.length;
const CHIP_COLOR = ALERT_LEVELS.length + 1;

class AlertsOnMap implements MapLayerInstance {
  readonly deckLayers;
  readonly #scene: MapScene;
  readonly #points: LocalPoints;
  readonly #buckets = new PointBuckets();
  readonly #labels: LabelBoxes;
  readonly #heat: HeatScene;
  readonly #hexagons: BadgeScene;
  /** What stands in the hexagons. */
  readonly #counts: BadgeScene;
  readonly #marks: MarkScene;
  readonly #bounds;
  #ranks = new Uint8Array(0);
  #isQuiet = new Uint8Array(0);
  /** The area that marks and hexagons were last written for. */
  #selected: AreaRef = WHOLE_CITY;
  #rows: Uint32Array = new Uint32Array(0);
  #bins: HexBins | null = null;
  #binnedZoom = Number.NaN;
  #theme: MapTheme | null = null;
  #isVisible = true;
  /** The density is only made while it is looked at: when, and by which filters. */
  #heatMadeAtMs = Number.NEGATIVE_INFINITY;
  #heatSettings: AlertSettings | null = null;
  #heatTimer = 0;
  /** Which taking over of news the density shows, of those counted by `#revision`. */
  #heatRevision = 0;
  #revision = 0;

  constructor(scene: MapScene) {
    const { city, projection } = scene;
    this.#scene = scene;
    this.#points = new LocalPoints(projection);
    this.#labels = new LabelBoxes(city, projection);
    this.#bounds = usableBounds(city);
    const levelColors = new ColorTable();
    const raster = new HeatRaster(localExtent(projection, this.#bounds), HEAT_CELL);
    this.#heat = { visible: false, raster, colors: new ColorTable(), opacity: 0.9 };
    const hexagons = { visible: false, rows: new RowBuffer(BADGE_WORDS), colors: levelColors, shape: 'hexagon', textPixels: 13 } as const;
    this.#hexagons = { ...hexagons, part: 'shape' };
    this.#counts = { ...hexagons, rows: new RowBuffer(BADGE_WORDS), part: 'number' };
    this.#marks = {
      visible: false,
      rows: new RowBuffer(MARK_WORDS),
      colors: levelColors,
      sizePixels: MARK_PIXELS,
      outline: [0, 0, 0],
      clockMs: null,
      movementMs: 0,
    };
    const props = (part: string, beforeId: string | null) =>
      leanLayerProps(`alerts-${part}`, beforeId, (error) => scene.reportFailure('alerts', error));
    this.deckLayers = [
      new HeatLayer({ ...props('heat', FIRST_LABEL_LAYER_ID), scene: this.#heat }),
      new BadgeLayer({ ...props('hexagons', FIRST_LABEL_LAYER_ID), scene: this.#hexagons }),
      // A name hides a whole mark or number, those hide a letter or two.
      new BadgeLayer({ ...props('counts', null), scene: this.#counts }),
      new MarkLayer({ ...props('marks', null), scene: this.#marks }),
    ];
  }

  refresh(): void {
    const { live, theme } = this.#scene;
    this.#paint(theme());
    const { columns, count } = live.alerts;
    const { rows } = selectAlerts(columns, count, useLayersStore.getState().alerts, live.status.nowMs(), this.#bounds);
    this.#rows = rows;
    this.#points.reserve(rows.length);
    if (this.#ranks.length < rows.length) {
      this.#ranks = new Uint8Array(this.#points.xs.length);
      this.#isQuiet = new Uint8Array(this.#points.xs.length);
    }
    rows.forEach((row, index) => {
      this.#points.place(index, columns, row);
      this.#ranks[index] = columns.level[row] ?? 0;
    });
    this.#buckets.setPoints(this.#points.xs, this.#points.ys, rows.length);
    this.#revision++;
    this.#bringForward();
  }

  highlight(): void {
    if (useSelectionStore.getState().selected !== this.#selected) this.#bringForward();
  }

  viewChanged(): void {
    const zoom = this.#scene.zoom();
    const style = alertStyleAt(zoom);
    this.#heat.visible = this.#isVisible && style === 'heat';
    this.#hexagons.visible = this.#counts.visible = this.#isVisible && style === 'hexagons';
    this.#marks.visible = this.#isVisible && style === 'marks';
    if (this.#heat.visible && this.#heatRevision !== this.#revision) this.#makeHeat();
    if (this.#hexagons.visible && this.#binnedZoom !== hexagonZoom(zoom)) this.#bin(zoom);
  }

  describe({ longitude, latitude, toleranceDegrees }: MapPlace): TooltipContent | null {
    const x = this.#scene.projection.x(longitude * COORDINATE_SCALE);
    const y = this.#scene.projection.y(latitude * COORDINATE_SCALE);
    if (this.#marks.visible) return this.#describeMark(this.#buckets.nearest(x, y, (toleranceDegrees / 360) * 512));
    if (this.#hexagons.visible && this.#bins !== null) return this.#describeHexagon(this.#bins, this.#bins.binAt(x, y));
    return null;
  }

  setVisible(visible: boolean): void {
    this.#isVisible = visible;
    this.viewChanged();
  }

  close(): void {
    clearTimeout(this.#heatTimer);
  }

  /** What lies outside the area in view steps back. */
  #bringForward(): void {
    const { city, live } = this.#scene;
    this.#selected = useSelectionStore.getState().selected;
    const inView = gridsInView(city, this.#selected);
    this.#rows.forEach((row, index) => {
      this.#isQuiet[index] = isOutOfView(city, inView, live.alerts.columns.grid[row] ?? -1) ? 1 : 0;
    });
    this.#writeMarks();
    this.#binnedZoom = Number.NaN;
    this.viewChanged();
  }

  #paint(theme: MapTheme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    const levels = ALERT_LEVELS.map((level) => theme.alertLevels[level]);
    this.#marks.colors.set([...levels, theme.label, theme.halo]);
    this.#heat.colors.set(theme.density);
    const [red, green, blue] = rgba(theme.markOutline, 1);
    this.#marks.outline = [red, green, blue];
  }

  #makeHeat(): void {
    const settings = useLayersStore.getState().alerts;
    const waitMs = this.#heatMadeAtMs + HEAT_INTERVAL_MS - performance.now();
    const isEmpty = this.#heat.raster.total === 0;
    if (settings === this.#heatSettings && waitMs > 0 && !isEmpty) {
      this.#heatTimer ||= window.setTimeout(() => this.#remakeHeat(), waitMs);
      return;
    }
    this.#heatSettings = settings;
    this.#heatMadeAtMs = performance.now();
    this.#heatRevision = this.#revision;
    this.#heat.raster.fill(this.#points.xs, this.#points.ys, this.#points.count);
  }

  #remakeHeat(): void {
    this.#heatTimer = 0;
    if (!this.#heat.visible) return;
    this.#makeHeat();
    this.#scene.requestDraw();
  }

  #writeMarks(): void {
    const { rows } = this.#marks;
    const { xs, ys, count } = this.#points;
    rows.reserve(count);
    rows.count = count;
    for (let index = 0; index < count; index++) {
      const at = index * MARK_WORDS;
      const level = this.#ranks[index] ?? 0;
      rows.floats[at] = rows.floats[at + 2] = xs[index] ?? 0;
      rows.floats[at + 1] = rows.floats[at + 3] = ys[index] ?? 0;
      rows.floats[at + 4] = 0;
      rows.integers[at + 5] = markLook(level, level, 0, this.#isQuiet[index] === 1);
    }
    rows.revision++;
  }

  #bin(zoom: number): void {
    this.#binnedZoom = hexagonZoom(zoom);
    const bins = binHexagons(this.#points.xs, this.#points.ys, this.#ranks, this.#points.count, hexagonRadius(zoom));
    const isBright = new Uint8Array(bins.count);
    for (let index = 0; index < this.#points.count; index++) {
      if (this.#isQuiet[index] === 0) isBright[bins.binAt(this.#points.xs[index] ?? 0, this.#points.ys[index] ?? 0)] = 1;
    }
    const labels = this.#labels.at(this.#binnedZoom);
    const scale = 2 ** this.#binnedZoom;
    for (const { rows } of [this.#hexagons, this.#counts]) {
      rows.reserve(bins.count);
      rows.count = bins.count;
      rows.revision++;
    }
    for (let bin = 0; bin < bins.count; bin++) {
      const [x, y, count] = [bins.x[bin] ?? 0, bins.y[bin] ?? 0, bins.points[bin] ?? 0];
      const radius = bins.radius * hexagonFill(count);
      const shift = numberShift(x * scale, y * scale, labels) / scale;
      // A small hexagon goes with its number as far as its cell reaches.
      const room = bins.radius - radius;
      const badge = { x, count, radius, look: badgeLook(CHIP_COLOR, bins.lowestRank[bin] ?? 0, INK_COLOR, 12, isBright[bin] === 0) };
      writeBadge(this.#hexagons.rows, bin, { ...badge, y: y + Math.min(room, Math.max(-room, shift)) });
      writeBadge(this.#counts.rows, bin, { ...badge, y: y + shift });
    }
    this.#bins = bins;
  }

  #describeMark(index: number): TooltipContent | null {
    const row = this.#rows[index];
    if (row === undefined) return null;
    const { columns } = this.#scene.live.alerts;
    const grid = columns.grid[row] ?? -1;
    const place = this.#scene.city.grids.name[grid];
    return {
      title: { key: `alertLevel.${ALERT_LEVELS[columns.level[row] ?? 0] ?? 'blue'}` },
      ...(place === undefined ? {} : { subtitle: place }),
      rows: [
        { labelKey: 'onMap.tooltip.kind', value: { kind: 'text', key: `alertKind.${ALERT_KINDS[columns.kind[row] ?? 0] ?? 'smoke'}` } },
        {
          labelKey: 'onMap.tooltip.state',
          value: { kind: 'text', key: `alertState.${ALERT_STATES[columns.state[row] ?? 0] ?? 'raised'}` },
        },
        { labelKey: 'onMap.tooltip.raisedAt', value: { kind: 'timeOfDay', timeMs: columns.raisedAtMs[row] ?? 0 } },
      ],
    };
  }

  #describeHexagon(bins: HexBins, bin: number): TooltipContent | null {
    if (bin < 0) return null;
    const byLevel = ALERT_LEVELS.map(() => 0);
    for (let index = 0; index < this.#points.count; index++) {
      const level = this.#ranks[index] ?? 0;
      if (bins.binAt(this.#points.xs[index] ?? 0, this.#points.ys[index] ?? 0) === bin) byLevel[level] = (byLevel[level] ?? 0) + 1;
    }
    return {
      title: { key: 'onMap.tooltip.alerts', count: bins.points[bin] ?? 0 },
      rows: ALERT_LEVELS.map((level, index) => ({
        labelKey: `alertLevel.${level}` as const,
        value: { kind: 'count', value: byLevel[index] ?? 0 } as const,
      })),
    };
  }
}

/** A lone alert takes a third of its hexagon's width, sixty and more take all of it. */
function hexagonFill(points: number): number {
  return Math.min(1, 0.36 + 0.11 * Math.log2(points));
}

export const ALERTS_LAYER: MapLayerRow = {
  id: 'alerts',
  titleKey: 'onMap.layer.alerts',
  order: 2,
  topics: ['alerts'],
  refreshIntervalMs: 250,
  settingsOf: (state) => state.alerts,
  build: (scene) => new AlertsOnMap(scene),
};
