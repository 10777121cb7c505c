import type { Tracks, WorkerTrack } from '../../../shared/contract/tracks.ts';
import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { pathAt } from '../../../shared/domain/track-path.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { FIRST_LABEL_LAYER_ID } from '../basemap/basemap-style.ts';
import { BADGE_WORDS, BadgeLayer, badgeLook, type BadgeScene, writeBadge } from '../gpu/badge-layer.ts';
import { ColorTable } from '../gpu/color-table.ts';
import { RowBuffer } from '../gpu/instance-buffer.ts';
import { leanLayerProps } from '../gpu/lean-layer.ts';
import { LINE_WORDS, LineLayer, lineLook, type LineScene } from '../gpu/line-layer.ts';
import { MARK_SHAPES, MARK_WORDS, MarkLayer, markLook, type MarkScene } from '../gpu/mark-layer.ts';
import { type MapTheme, rgba } from '../map-theme.ts';
import type { TooltipContent } from '../tooltip-content.ts';
import { piecesOf } from '../tracks/track-pieces.ts';
import type { MapLayerInstance, MapLayerRow, MapPlace, MapScene } from './map-layer.ts';

const LINE_PIXELS = 3.5;
const CASING_PIXELS = 1.5;
const STOP_RADIUS_PIXELS = 10;
const HERE_PIXELS = 22;
const CIRCLE = MARK_SHAPES.indexOf('circle');
/** Numbers in the table of colours. */
const COLOR = { way: 0, gap: 1, ink: 2, chip: 3 } as const;

/** The ways that somebody opened with a reason: what was gone by the moment in view, what came later, stops in their order, and who is where. */
class TracksOnMap implements MapLayerInstance {
  readonly deckLayers;
  readonly #scene: MapScene;
  readonly #lines: LineScene;
  readonly #stops: BadgeScene;
  readonly #here: MarkScene;
  #theme: MapTheme | null = null;
  #isVisible = true;
  #chosen: readonly WorkerTrack[] = [];

  constructor(scene: MapScene) {
    this.#scene = scene;
    const colors = new ColorTable();
    const outline = [0, 0, 0] as const;
    this.#lines = {
      visible: false,
      rows: new RowBuffer(LINE_WORDS),
      colors,
      widthPixels: LINE_PIXELS,
      casingPixels: CASING_PIXELS,
      outline,
    };
    this.#stops = { visible: false, rows: new RowBuffer(BADGE_WORDS), colors, shape: 'disc', textPixels: 11.5 };
    this.#here = {
      visible: false,
      rows: new RowBuffer(MARK_WORDS),
      colors,
      sizePixels: HERE_PIXELS,
      outline,
      clockMs: null,
      movementMs: 1,
    };
    const props = (part: string) => leanLayerProps(`tracks-${part}`, FIRST_LABEL_LAYER_ID, (error) => scene.reportFailure('tracks', error));
    this.deckLayers = [
      new LineLayer({ ...props('ways'), scene: this.#lines }),
      new BadgeLayer({ ...props('stops'), scene: this.#stops }),
      new MarkLayer({ ...props('here'), scene: this.#here }),
    ];
  }

  refresh(): void {
    this.#paint(this.#scene.theme());
    const { opened, chosenId } = useTracksStore.getState();
    this.#chosen = opened === null ? [] : opened.tracks.filter(({ workerId }) => workerId === chosenId);
    this.#writeLines(opened, this.#scene.live.status.nowMs());
    this.#writeStops();
    this.#writeHere(opened, this.#scene.live.status.nowMs());
    this.viewChanged();
  }

  highlight(): void {}

  viewChanged(): void {
    for (const part of [this.#lines, this.#stops, this.#here]) part.visible = this.#isVisible;
  }

  describe({ longitude, latitude, toleranceDegrees }: MapPlace): TooltipContent | null {
    for (const { stops } of this.#chosen) {
      const stop = stops.find(
        (candidate) =>
          Math.hypot(candidate.longitude / COORDINATE_SCALE - longitude, candidate.latitude / COORDINATE_SCALE - latitude) <=
          toleranceDegrees,
      );
      if (stop === undefined) continue;
      const place = this.#scene.city.grids.name[stop.grid];
      return {
        title: { key: 'onMap.tooltip.stop' },
        ...(place === undefined ? {} : { subtitle: place }),
        rows: [
          { labelKey: 'onMap.tooltip.stopFrom', value: { kind: 'timeOfDay', timeMs: stop.fromMs } },
          { labelKey: 'onMap.tooltip.stopFor', value: { kind: 'age', value: stop.untilMs - stop.fromMs } },
        ],
      };
    }
    return null;
  }

  setVisible(visible: boolean): void {
    this.#isVisible = visible;
    this.viewChanged();
  }

  close(): void {}

  #paint(theme: MapTheme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#lines.colors.set([theme.worker, theme.workerStale, theme.label, theme.halo]);
    const [red, green, blue] = rgba(theme.markOutline, 1);
    this.#lines.outline = this.#here.outline = [red, green, blue];
  }

  /** Of whoever is not looked at the way steps back. */
  #isQuiet({ workerId }: WorkerTrack): boolean {
    const { chosenId } = useTracksStore.getState();
    return chosenId !== null && workerId !== chosenId;
  }

  #writeLines(opened: Tracks | null, momentMs: number): void {
    const { rows } = this.#lines;
    const tracks = opened?.tracks ?? [];
    // A piece may be parted in two.
    rows.reserve(tracks.reduce((sum, { path }) => sum + path.atMs.length + 1, 0));
    const { projection } = this.#scene;
    let count = 0;
    for (const track of tracks) {
      const isQuiet = this.#isQuiet(track);
      for (const piece of piecesOf(track.path, momentMs)) {
        const at = count * LINE_WORDS;
        rows.floats[at] = projection.x(piece.fromLongitude);
        rows.floats[at + 1] = projection.y(piece.fromLatitude);
        rows.floats[at + 2] = projection.x(piece.toLongitude);
        rows.floats[at + 3] = projection.y(piece.toLatitude);
        rows.integers[at + 4] = lineLook(piece.isGap ? COLOR.gap : COLOR.way, piece.isGap, isQuiet || piece.isAhead);
        count++;
      }
    }
    rows.count = count;
    rows.revision++;
  }

  /** The numbers of the list, for one worker: those of many would cover each other. */
  #writeStops(): void {
    const { rows } = this.#stops;
    const { projection } = this.#scene;
    const stops = this.#chosen.flatMap((track) => track.stops);
    rows.reserve(stops.length);
    rows.count = stops.length;
    for (const [index, { longitude, latitude }] of stops.entries()) {
      writeBadge(rows, index, {
        x: projection.x(longitude),
        y: projection.y(latitude),
        radius: STOP_RADIUS_PIXELS,
        count: index + 1,
        look: badgeLook(COLOR.chip, COLOR.way, COLOR.ink, 15, false),
      });
    }
    rows.revision++;
  }

  #writeHere(opened: Tracks | null, momentMs: number): void {
    const { rows } = this.#here;
    const { projection } = this.#scene;
    const tracks = opened?.tracks ?? [];
    rows.reserve(tracks.length);
    let count = 0;
    for (const track of tracks) {
      const place = pathAt(track.path, momentMs);
      if (place === null) continue;
      const at = count * MARK_WORDS;
      rows.floats[at] = rows.floats[at + 2] = projection.x(place.longitude);
      rows.floats[at + 1] = rows.floats[at + 3] = projection.y(place.latitude);
      rows.floats[at + 4] = 0;
      // In a gap the last word stands, and is grey.
      rows.integers[at + 5] = markLook(CIRCLE, place.atMs < momentMs ? COLOR.gap : COLOR.way, 0, this.#isQuiet(track));
      count++;
    }
    rows.count = count;
    rows.revision++;
  }
}

export const TRACKS_LAYER: MapLayerRow = {
  id: 'tracks',
  titleKey: 'onMap.layer.tracks',
  order: 4,
  // A moment brings the workers of then: what was gone by it is drawn anew with them.
  topics: ['workers'],
  follows: () => useTracksStore.getState().opened !== null,
  refreshIntervalMs: 50,
  settingsOf: () => null,
  build: (scene) => new TracksOnMap(scene),
};
