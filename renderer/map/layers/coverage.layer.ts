import { colorBytes, type PaletteName } from '../../../shared/domain/palettes.ts';
import { type Choropleth, choroplethOf, NO_DATA_CLASS, NOTHING_DUE_CLASS, paletteSlotOf } from '../../metrics/choropleth.ts';
import { METRICS } from '../../metrics/index.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { ABOVE_COVERAGE_LAYER_ID } from '../basemap/basemap-style.ts';
import { describeGrid } from '../coverage/coverage-figures.ts';
import { classBytesLength } from '../gpu/class-texture.ts';
import { GeometryFromWorker } from '../gpu/geometry-from-worker.ts';
import {
  DEDICATED_BIT,
  type GridBorders,
  GridFillLayer,
  type GridPaint,
  NO_DATA_SLOT,
  NOTHING_DUE_SLOT,
  PALETTE_SLOTS,
  PICKED_BIT,
} from '../gpu/grid-fill-layer.ts';
import { leanLayerProps } from '../gpu/lean-layer.ts';
import { gridsInView } from '../grids-in-view.ts';
import type { MapTheme } from '../map-theme.ts';
import { countWorkersByGrid } from '../workers/workers-by-grid.ts';
import type { MapLayerInstance, MapLayerRow, MapScene } from './map-layer.ts';

/** Fill of a class on the map, 0…1: the ground shows through a little, so that water and land stay readable. */
const FILL_ALPHA = 0.92;

function bordersOf({ gridBorder, dedicatedBorder, emptyBorder, hoverBorder, pickedBorder }: MapTheme): GridBorders {
  return { border: gridBorder, dedicated: dedicatedBorder, empty: emptyBorder, hover: hoverBorder, picked: pickedBorder };
}

function createPaint(scene: MapScene): GridPaint {
  return {
    visible: true,
    classes: new Uint8Array(classBytesLength(scene.city.grids.count)),
    classesRevision: 0,
    palette: new Uint8Array(2 * 4 * PALETTE_SLOTS),
    paletteRevision: 0,
    borders: bordersOf(scene.theme()),
    hasPicked: false,
    undimmed: { from: 0, to: scene.city.grids.count },
    hovered: -1,
  };
}

function paintTheme(paint: GridPaint, theme: MapTheme, name: PaletteName): void {
  const { classes, noData } = theme.palettes[name];
  const set = (slot: number, color: string, nearAlpha: number, farAlpha: number): void => {
    paint.palette.set([...colorBytes(color), 255 * nearAlpha], 4 * slot);
    paint.palette.set([...colorBytes(color), 255 * farAlpha], 4 * (PALETTE_SLOTS + slot));
  };
  classes.forEach((color, slot) => set(slot, color, FILL_ALPHA, FILL_ALPHA));
  // Where a hatch is too fine to be seen it turns into its mean grey; nothing due stays empty.
  set(NO_DATA_SLOT, noData, FILL_ALPHA, 0.34);
  set(NOTHING_DUE_SLOT, '#000000', 1, 0);
  paint.paletteRevision++;
  paint.borders = bordersOf(theme);
}

function paintClasses(paint: GridPaint, { metric, classes, breaks }: Choropleth, isDedicated: Uint8Array, picked: readonly number[]): void {
  const slots = new Uint8Array(256);
  for (let gridClass = 0; gridClass <= breaks.length; gridClass++) slots[gridClass] = paletteSlotOf(gridClass, breaks.length + 1, metric);
  slots[NO_DATA_CLASS] = NO_DATA_SLOT;
  slots[NOTHING_DUE_CLASS] = NOTHING_DUE_SLOT;
  for (let grid = 0; grid < classes.length; grid++) {
    paint.classes[grid] = (slots[classes[grid] ?? 0] ?? 0) | ((isDedicated[grid] ?? 0) * DEDICATED_BIT);
  }
  for (const grid of picked) paint.classes[grid] = (paint.classes[grid] ?? 0) | PICKED_BIT;
  paint.hasPicked = picked.length > 0;
  paint.classesRevision++;
}

/** The grids by the metric in view: news of its data, another metric or other classes upload a byte a grid, and a palette of a few colours. */
function build(scene: MapScene): MapLayerInstance {
  const { city, live, projection } = scene;
  const paint = createPaint(scene);
  const failed = (error: unknown): void => scene.reportFailure('coverage', error);
  const geometry = new GeometryFromWorker(city.grids, projection);
  const ready = geometry.arrived.then(scene.requestDraw, failed);
  const layer = new GridFillLayer({ ...leanLayerProps('coverage', ABOVE_COVERAGE_LAYER_ID, failed), geometry, paint });
  let painted: { theme: MapTheme; palette: PaletteName; choropleth: Choropleth; picked: readonly number[] } | null = null;
  const columns = () => (live.coverage.revision > 0 ? live.coverage.columns : null);
  const highlight = (): void => {
    const { selected, hoveredGrid } = useSelectionStore.getState();
    paint.undimmed = gridsInView(city, selected);
    paint.hovered = hoveredGrid;
  };
  return {
    deckLayers: [layer],
    ready,
    refresh() {
      const theme = scene.theme();
      const choropleth = choroplethOf(city, live, scene.view());
      const { palette } = choropleth.metric;
      if (theme !== painted?.theme || palette !== painted.palette) paintTheme(paint, theme, palette);
      const picked = usePickedStore.getState().grids;
      if (choropleth !== painted?.choropleth || picked !== painted.picked) {
        paintClasses(paint, choropleth, city.grids.isDedicated, picked);
      }
      painted = { theme, palette, choropleth, picked };
      highlight();
    },
    highlight,
    viewChanged() {},
    describe({ longitude, latitude }) {
      const grid = scene.locator().gridAt(longitude, latitude);
      if (grid < 0) return null;
      const onDuty = countWorkersByGrid(live.workers, grid);
      const view = scene.view();
      return describeGrid(city, grid, columns(), view.rule, onDuty, choroplethOf(city, live, view));
    },
    setVisible(visible) {
      paint.visible = visible;
    },
    close: () => geometry.close(),
  };
}

export const COVERAGE_LAYER: MapLayerRow = {
  id: 'coverage',
  titleKey: 'onMap.layer.coverage',
  order: 1,
  topics: ['coverage', 'alerts', 'workers', 'dataAges', 'compared'],
  follows: (topic, scene) => METRICS[scene.view().metric].inputs.includes(topic),
  refreshIntervalMs: 0,
  settingsOf: (state) => state.coverage,
  build,
};
