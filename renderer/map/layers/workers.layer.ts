import { TASKS_UNKNOWN } from '../../../shared/contract/topics.ts';
import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { POSITION_STALE_MS } from '../../../shared/domain/workers.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { alertStyleAt, hexagonRadius, hexagonZoom } from '../alerts/alerts-on-map.ts';
import { FIRST_LABEL_LAYER_ID } from '../basemap/basemap-style.ts';
import { LabelBoxes } from '../basemap/label-boxes.ts';
import type { Bounds } from '../bounds.ts';
import { BADGE_WORDS, BadgeLayer, badgeLook, type BadgeScene, writeBadge } from '../gpu/badge-layer.ts';
import { ColorTable } from '../gpu/color-table.ts';
import { RowBuffer } from '../gpu/instance-buffer.ts';
import { leanLayerProps } from '../gpu/lean-layer.ts';
import { MARK_SHAPES, MARK_WORDS, MarkLayer, markLook, type MarkScene } from '../gpu/mark-layer.ts';
import { gridsInView, isOutOfView } from '../grids-in-view.ts';
import { LocalPoints } from '../local-points.ts';
import { type MapTheme, rgba } from '../map-theme.ts';
import { PointBuckets } from '../picking/point-buckets.ts';
import type { TooltipContent } from '../tooltip-content.ts';
import { RowCheck, usableBounds } from '../usable-rows.ts';
import { DiscPlaces, type Obstacles } from '../workers/disc-places.ts';
import { MovementClock } from '../workers/movement-clock.ts';
import { clusterWorkers, type WorkerClusters } from '../workers/worker-clusters.ts';
import { NEAR_ZOOM } from '../zoom-levels.ts';
import type { MapLayerInstance, MapLayerRow, MapPlace, MapScene } from './map-layer.ts';

/** Side of a cluster's cell at the zoom that gives the size. */
const CLUSTER_PIXELS = 132;
const MARK_PIXELS = 16;
const ARROW = MARK_SHAPES.indexOf('arrow');
/** Whose place is the last that was written: nobody knows which way they went. */
const RING = MARK_SHAPES.indexOf('ring');
/** Numbers in the table of colours. */
const COLOR = { fresh: 0, stale: 1, ink: 2, chip: 3 } as const;

class WorkersOnMap implements MapLayerInstance {
  readonly deckLayers;
  readonly #scene: MapScene;
  readonly #points: LocalPoints;
  readonly #before: LocalPoints;
  readonly #buckets = new PointBuckets();
  readonly #marks: MarkScene;
  readonly #discs: BadgeScene;
  readonly #clock: MovementClock;
  readonly #bounds: Bounds;
  /** Rows of the workers that are shown. */
  #rows = new Uint32Array(0);
  #isStale = new Uint8Array(0);
  #isUnrecorded = new Uint8Array(0);
  #isQuiet = new Uint8Array(0);
  #clusters: WorkerClusters | null = null;
  /** In half levels: hexagons of alerts take other places at each, and discs with them. */
  #clusteredZoom = Number.NaN;
  readonly #places = new DiscPlaces();
  readonly #labels: LabelBoxes;
  #theme: MapTheme | null = null;
  #isVisible = true;
  /** The area that the marks were last written for. */
  #selected: AreaRef = WHOLE_CITY;

  constructor(scene: MapScene) {
    const { projection } = scene;
    this.#scene = scene;
    this.#bounds = usableBounds(scene.city);
    this.#labels = new LabelBoxes(scene.city, projection);
    this.#points = new LocalPoints(projection);
    this.#before = new LocalPoints(projection);
    const colors = new ColorTable();
    this.#discs = { visible: false, rows: new RowBuffer(BADGE_WORDS), colors, shape: 'disc', textPixels: 11.5 };
    this.#marks = {
      visible: false,
      rows: new RowBuffer(MARK_WORDS),
      colors,
      sizePixels: MARK_PIXELS,
      outline: [0, 0, 0],
      clockMs: null,
      movementMs: 1,
    };
    this.#clock = new MovementClock(scene, this.#marks);
    const props = (part: string, beforeId: string | null) =>
      leanLayerProps(`workers-${part}`, beforeId, (error) => scene.reportFailure('workers', error));
    this.deckLayers = [
      // Discs keep clear of names and, where they can, of the numbers of hexagons, which lie over names.
      new BadgeLayer({ ...props('clusters', null), scene: this.#discs }),
      new MarkLayer({ ...props('marks', FIRST_LABEL_LAYER_ID), scene: this.#marks }),
    ];
  }

  refresh(): void {
    this.#paint(this.#scene.theme());
    this.#selected = useSelectionStore.getState().selected;
    this.#takeOver();
    this.#buckets.setPoints(this.#points.xs, this.#points.ys, this.#points.count);
    this.#clusteredZoom = Number.NaN;
    this.#writeMarks();
    this.viewChanged();
  }

  highlight(): void {
    if (useSelectionStore.getState().selected !== this.#selected) this.refresh();
  }

  viewChanged(): void {
    const zoom = this.#scene.zoom();
    const isFar = zoom < NEAR_ZOOM;
    this.#discs.visible = this.#isVisible && isFar;
    this.#marks.visible = this.#isVisible && !isFar;
    if (this.#discs.visible && this.#clusteredZoom !== hexagonZoom(zoom)) this.#cluster(zoom);
    this.#clock.follow(this.#points);
  }

  describe({ longitude, latitude, toleranceDegrees }: MapPlace): TooltipContent | null {
    const x = this.#scene.projection.x(longitude * COORDINATE_SCALE);
    const y = this.#scene.projection.y(latitude * COORDINATE_SCALE);
    if (this.#marks.visible) return this.#describeWorker(this.#buckets.nearest(x, y, (toleranceDegrees / 360) * 512));
    return this.#discs.visible ? this.#describeCluster(x, y) : null;
  }

  setVisible(visible: boolean): void {
    this.#isVisible = visible;
    this.viewChanged();
  }

  close(): void {
    this.#clock.close();
  }

  /** Everybody who can be shown, in places of their own: a row without a usable position or time has none. */
  #takeOver(): void {
    const { city, live } = this.#scene;
    const { columns, count, previousLongitude, previousLatitude } = live.workers;
    const nowMs = live.status.nowMs();
    const staleBeforeMs = nowMs - POSITION_STALE_MS;
    const check = new RowCheck(this.#bounds, nowMs);
    const inView = gridsInView(city, this.#selected);
    const previous = { longitude: previousLongitude, latitude: previousLatitude };
    this.#reserve(count);
    let shown = 0;
    for (let row = 0; row < count; row++) {
      if (!check.passes(columns, columns.locatedAtMs, row)) continue;
      this.#points.place(shown, columns, row);
      this.#before.place(shown, previous, row);
      this.#rows[shown] = row;
      this.#isUnrecorded[shown] = columns.isUnrecorded[row] ?? 0;
      this.#isStale[shown] = columns.isUnrecorded[row] !== 1 && (columns.locatedAtMs[row] ?? 0) < staleBeforeMs ? 1 : 0;
      this.#isQuiet[shown] = isOutOfView(city, inView, columns.grid[row] ?? -1) ? 1 : 0;
      shown++;
    }
    this.#points.count = this.#before.count = shown;
  }

  #reserve(count: number): void {
    this.#points.reserve(count);
    this.#before.reserve(count);
    if (this.#rows.length >= count) return;
    this.#rows = new Uint32Array(this.#points.xs.length);
    this.#isStale = new Uint8Array(this.#points.xs.length);
    this.#isUnrecorded = new Uint8Array(this.#points.xs.length);
    this.#isQuiet = new Uint8Array(this.#points.xs.length);
  }

  #paint(theme: MapTheme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#marks.colors.set([theme.worker, theme.workerStale, theme.label, theme.halo]);
    const [red, green, blue] = rgba(theme.markOutline, 1);
    this.#marks.outline = [red, green, blue];
  }

  #writeMarks(): void {
    const { rows } = this.#marks;
    const { columns, receivedAtMs } = this.#scene.live.workers;
    const { xs, ys, count } = this.#points;
    const startMs = this.#clock.restart();
    rows.reserve(count);
    rows.count = count;
    for (let index = 0; index < count; index++) {
      const at = index * MARK_WORDS;
      const row = this.#rows[index] ?? 0;
      rows.floats[at] = xs[index] ?? 0;
      rows.floats[at + 1] = ys[index] ?? 0;
      rows.floats[at + 2] = this.#before.xs[index] ?? 0;
      rows.floats[at + 3] = this.#before.ys[index] ?? 0;
      rows.floats[at + 4] = (receivedAtMs[row] ?? 0) - startMs;
      const color = this.#isStale[index] === 1 ? COLOR.stale : COLOR.fresh;
      const shape = this.#isUnrecorded[index] === 1 ? RING : ARROW;
      rows.integers[at + 5] = markLook(shape, color, columns.heading[row] ?? 0, this.#isQuiet[index] === 1);
    }
    rows.revision++;
  }

  #cluster(zoom: number): void {
    this.#clusteredZoom = hexagonZoom(zoom);
    const { xs, ys, count } = this.#points;
    const clusters = clusterWorkers(
      { xs, ys, isStale: this.#isStale, isUnrecorded: this.#isUnrecorded, isQuiet: this.#isQuiet, count },
      CLUSTER_PIXELS / 2 ** Math.floor(zoom),
    );
    this.#places.settle(clusters, this.#obstaclesAt(this.#clusteredZoom), discRadius, this.#clusteredZoom);
    const { rows } = this.#discs;
    rows.reserve(clusters.count);
    rows.count = clusters.count;
    for (let cluster = 0; cluster < clusters.count; cluster++) {
      const members = clusters.members[cluster] ?? 0;
      const ink = members === clusters.stale[cluster] ? COLOR.stale : COLOR.fresh;
      writeBadge(rows, cluster, {
        x: clusters.x[cluster] ?? 0,
        y: clusters.y[cluster] ?? 0,
        radius: discRadius(members),
        count: members,
        look: badgeLook(COLOR.chip, COLOR.chip, ink, 12, clusters.inView[cluster] === 0),
      });
    }
    rows.revision++;
    this.#clusters = clusters;
  }

  #obstaclesAt(zoom: number): Obstacles {
    const hasHexagons = useLayersStore.getState().visible.alerts && alertStyleAt(zoom + 0.5) === 'hexagons';
    return { labels: this.#labels.at(zoom), hexagonRadius: hasHexagons ? hexagonRadius(zoom) * 2 ** zoom : null };
  }

  #describeWorker(index: number): TooltipContent | null {
    const row = this.#rows[index];
    if (row === undefined) return null;
    const { live, city } = this.#scene;
    const { columns } = live.workers;
    const place = city.grids.name[columns.grid[row] ?? -1];
    const locatedAtMs = columns.locatedAtMs[row] ?? 0;
    const ageMs = live.status.nowMs() - locatedAtMs;
    const subtitle = place === undefined ? {} : { subtitle: place };
    if (columns.isUnrecorded[row] === 1) {
      const lastRecorded = { labelKey: 'onMap.tooltip.lastRecorded', value: { kind: 'timeOfDay', timeMs: locatedAtMs } } as const;
      return { title: { key: 'onMap.tooltip.unrecorded' }, ...subtitle, rows: [lastRecorded] };
    }
    return {
      title: { key: ageMs > POSITION_STALE_MS ? 'onMap.tooltip.stale' : 'onMap.tooltip.worker' },
      ...subtitle,
      rows: [
        ...taskRows(columns.openTasks[row] ?? 0, columns.verifiedToday[row] ?? 0),
        { labelKey: 'onMap.tooltip.positionAge', value: { kind: 'age', value: ageMs }, emphasis: ageMs > POSITION_STALE_MS },
      ],
    };
  }

  #describeCluster(x: number, y: number): TooltipContent | null {
    const clusters = this.#clusters;
    if (clusters === null) return null;
    const unitsPerPixel = 1 / 2 ** this.#scene.zoom();
    for (let cluster = 0; cluster < clusters.count; cluster++) {
      const members = clusters.members[cluster] ?? 0;
      const distance = Math.hypot((clusters.x[cluster] ?? 0) - x, (clusters.y[cluster] ?? 0) - y);
      if (distance > discRadius(members) * unitsPerPixel) continue;
      const stale = clusters.stale[cluster] ?? 0;
      const unrecorded = clusters.unrecorded[cluster] ?? 0;
      return {
        title: { key: 'onMap.tooltip.workers', count: members },
        rows: [
          { labelKey: 'onMap.tooltip.stale', value: { kind: 'count', value: stale }, emphasis: stale > 0 },
          ...(unrecorded === 0
            ? []
            : [{ labelKey: 'onMap.tooltip.amongUnrecorded', value: { kind: 'count', value: unrecorded } } as const]),
        ],
      };
    }
    return null;
  }
}

function taskRows(openTasks: number, verifiedToday: number): TooltipContent['rows'] {
  if (openTasks === TASKS_UNKNOWN) return [];
  return [
    { labelKey: 'onMap.tooltip.openTasks', value: { kind: 'count', value: openTasks } },
    { labelKey: 'onMap.tooltip.verifiedToday', value: { kind: 'count', value: verifiedToday } },
  ];
}

/** CSS pixels. */
function discRadius(members: number): number {
  return 8 + 3.2 * Math.log10(members);
}

export const WORKERS_LAYER: MapLayerRow = {
  id: 'workers',
  titleKey: 'onMap.layer.workers',
  order: 3,
  topics: ['workers'],
  refreshIntervalMs: 500,
  settingsOf: () => null,
  build: (scene) => new WorkersOnMap(scene),
};
