import { type GeoJSONSource, Map as MapLibreMap, prewarm, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { City } from '../../shared/city/city.ts';
import { createGridLocator, type GridLocator } from '../../shared/city/city-lookup.ts';
import { type LayerId, PERSONAL_LAYER_IDS } from '../../shared/domain/layers.ts';
import type { LiveData } from '../data/live-data.ts';
import { type CameraPosition, useCameraStore } from '../stores/camera.store.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { usePickedStore } from '../stores/picked.store.ts';
import { useTracksStore } from '../stores/tracks.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { collection, detailFeatures, selectionFeatures } from './basemap/basemap-features.ts';
import { basemapStyle, DETAIL_ZOOM, DETAILS_SOURCE_ID, SELECTION_LAYER_IDS, SELECTION_SOURCE_ID } from './basemap/basemap-style.ts';
import { detailNames, loadMapFont } from './basemap/map-font.ts';
import { repaintBasemap } from './basemap/repaint-basemap.ts';
import { paintGroundInOne } from './basemap/ground-in-one.ts';
import { keepNames } from './basemap/kept-names.ts';
import { leaveOutSky } from './basemap/without-sky.ts';
import type { Bounds } from './bounds.ts';
import { carryOut, currentPosition, fitArea, isFollowing } from './camera.ts';
import { InterleavedLayers } from './gpu/interleaved-layers.ts';
import type { LeanLayer } from './gpu/lean-layer.ts';
import { LayerSlot } from './layer-slot.ts';
import { MAP_LAYERS } from './layers/index.ts';
import type { MapPlace, MapScene } from './layers/map-layer.ts';
import type { MapPane } from './map-pane.ts';
import { MAP_THEMES, type MapThemeName } from './map-theme.ts';
import { createLocalProjection } from './projection.ts';
import { metersPerPixel } from '../lib/geodesy.ts';
import type { PictureSource } from '../stores/map-picture.store.ts';
import { type MapPictureAnswer, takePicture } from './picture/take-picture.ts';
import type { TooltipContent } from './tooltip-content.ts';

setWorkerUrl(workerUrl);
// The worker starts while the city and the font still load.
prewarm();

export interface MapHostOptions {
  readonly container: HTMLElement;
  readonly city: City;
  readonly live: LiveData;
  readonly theme: MapThemeName;
  readonly pane: MapPane;
  /** What lies under and over the layers; the city's own map when left out. */
  readonly style?: StyleSpecification;
  /** Where to look first; the whole city when null. */
  readonly position: CameraPosition | null;
  onContextLost(): void;
  /** The first complete frame is on screen. */
  onReady(): void;
}

/** As good as none, since a fade is many frames and software may paint one a second; but at 0 MapLibre places all labels anew in every frame. */
const LABEL_FADE_MS = 1;
const REFRESH_INTERVAL_MS = 30_000;
/** How far the camera may leave the city, in degrees. */
const CITY_MARGIN_DEGREES = 0.6;
/** Until everything is there, MapLibre draws a frame for every tile that comes: hidden, and in few pixels, since software pays for each. */
const PREPARING_PIXEL_RATIO = 1 / 32;
const DETAILS_WAIT_MS = 2000;
/** Device pixels a side. */
const WIDEST_CANVAS = 16_384;

/** MapLibre, deck.gl's layers between its own, and the layers of the registry; follows the stores until it is closed. */
export class MapHost implements PictureSource {
  readonly map: MapLibreMap;
  readonly #city: City;
  readonly #pane: MapPane;
  readonly #layers: InterleavedLayers;
  readonly #slots: readonly LayerSlot[];
  readonly #cleanups: (() => void)[] = [];
  #themeName: MapThemeName;
  #isClosed = false;
  /** From then on the basemap's paint can be changed; `isStyleLoaded` is also false whenever a tile is on its way. */
  readonly #styleLoaded: Promise<unknown>;
  #locator: GridLocator | null = null;
  /** While a picture is taken: its device pixels a CSS pixel. */
  #pictureRatio: number | null = null;

  constructor({ container, city, live, theme, pane, style, position, onContextLost, onReady }: MapHostOptions) {
    this.#city = city;
    this.#pane = pane;
    this.#themeName = theme;
    this.map = createMap(container, city, style ?? basemapStyle(city, MAP_THEMES[theme]));
    this.#styleLoaded = new Promise((resolve) => void this.map.once('style.load', resolve));
    leaveOutSky(this.map);
    paintGroundInOne(this.map);
    keepNames(this.map);
    if (position === null) fitArea(this.map, city, useSelectionStore.getState().selected);
    else this.map.jumpTo({ center: [position.longitude, position.latitude], zoom: position.zoom });
    const scene = this.#createScene(live);
    this.#slots = [...MAP_LAYERS].sort((first, second) => first.order - second.order).map((row) => new LayerSlot(row, scene));
    this.#layers = new InterleavedLayers(this.map, scene.projection, this.#deckLayers(), () => {
      for (const slot of this.#slots) slot.beforeDraw();
    });
    this.map.on('webglcontextlost', onContextLost);
    const mapLoaded = new Promise((resolve) => void this.map.once('load', resolve));
    const layersReady = this.#slots.map((slot) => slot.instance?.ready);
    void Promise.all([mapLoaded, this.#layers.attach(), ...layersReady]).then(() => this.#show(onReady));
    this.#follow();
    for (const slot of this.#slots) slot.refresh();
  }

  /** Made when it is first asked, which is after the first picture. */
  get locator(): GridLocator {
    this.#locator ??= createGridLocator(this.#city);
    return this.#locator;
  }

  /** What stands at a place, topmost layer first. */
  describe(place: MapPlace): TooltipContent | null {
    for (const slot of this.#slots.toReversed()) {
      const content = slot.describe(place);
      if (content !== null) return content;
    }
    return null;
  }

  aspect(): number {
    const { clientWidth, clientHeight } = this.map.getContainer();
    return clientWidth / Math.max(1, clientHeight);
  }

  take(widthPixels: number): MapPictureAnswer {
    const scale = metersPerPixel(this.map.getCenter().lat, this.map.getZoom());
    const personal = this.#slots.filter(({ row }) => PERSONAL_LAYER_IDS.has(row.id));
    for (const slot of personal) slot.leaveOut(true);
    try {
      return takePicture(this.map, widthPixels, scale, (ratio) => {
        this.#pictureRatio = ratio;
        this.map.setPixelRatio(this.#pixelRatio());
      });
    } finally {
      for (const slot of personal) slot.leaveOut(false);
    }
  }

  setTheme(name: MapThemeName): void {
    if (name === this.#themeName) return;
    this.#themeName = name;
    void this.#styleLoaded.then(() => {
      if (!this.#isClosed) repaintBasemap(this.map, MAP_THEMES[this.#themeName]);
    });
    for (const slot of this.#slots) slot.refreshSoon();
  }

  close(): void {
    this.#isClosed = true;
    for (const cleanup of this.#cleanups) cleanup();
    for (const slot of this.#slots) slot.close();
    this.#layers.close();
    this.map.remove();
  }

  /** Draws basemap and layers together: once as small as everything before, which places the names, then for all to see. */
  async #show(onReady: () => void): Promise<void> {
    const isNear = this.map.getZoom() >= DETAIL_ZOOM;
    if (isNear) await this.#addDetails();
    // deck.gl puts its layers between the basemap's only while no source is loading, and above all of them otherwise.
    if (isNear && !this.#isClosed) await this.#drawn();
    if (this.#isClosed) return;
    this.#layers.insert();
    if (useSelectionStore.getState().selected.level !== 'city') this.#select();
    await this.#drawn();
    if (this.#isClosed) return;
    this.map.getCanvas().dataset['shown'] = 'true';
    this.#cleanups.push(followPixelRatio(this.map, () => this.#pixelRatio()));
    await this.#drawn();
    if (this.#isClosed) return;
    onReady();
    this.#layers.prepare();
    if (!isNear) requestIdleCallback(() => void this.#addDetails(), { timeout: DETAILS_WAIT_MS });
  }

  /** Device pixels of one of the map's own pixels: the screen's density times the interface's scale. */
  #pixelRatio(): number {
    return this.#pictureRatio ?? devicePixelRatio * this.map.getContainer().currentCSSZoom;
  }

  /** MapLibre has nothing left to draw. */
  #drawn(): Promise<unknown> {
    const idle = new Promise((resolve) => void this.map.once('idle', resolve));
    this.map.triggerRepaint();
    return idle;
  }

  async #addDetails(): Promise<void> {
    const source = this.map.getSource<GeoJSONSource>(DETAILS_SOURCE_ID);
    if (source === undefined) return;
    try {
      await loadMapFont(detailNames(this.#city));
    } catch (error) {
      console.error('map font', error); // the system's stands in
    }
    if (this.#isClosed) return;
    await source.setData(collection(detailFeatures(this.#city)));
  }

  #createScene(live: LiveData): MapScene {
    const [longitude = 0, latitude = 0] = this.#city.districts.labelPoint;
    return {
      city: this.#city,
      live,
      locator: () => this.locator,
      projection: createLocalProjection(longitude, latitude),
      view: () => this.#pane.view(),
      theme: () => MAP_THEMES[this.#themeName],
      zoom: () => this.map.getZoom(),
      bounds: () => boundsOf(this.map),
      requestDraw: () => this.map.triggerRepaint(),
      reportFailure: (id: LayerId, error: unknown) => this.#slots.find((slot) => slot.row.id === id)?.fail(error),
      setFailure: (id, failure) => this.#pane.setFailure(id, failure),
    };
  }

  #follow(): void {
    const viewChanged = (): void => {
      for (const slot of this.#slots) slot.viewChanged();
    };
    const arrived = (): void => useCameraStore.getState().actions.arrived(currentPosition(this.map), boundsOf(this.map));
    this.map.on('move', viewChanged);
    this.map.on('moveend', (event) => {
      if (!isFollowing(event)) arrived();
    });
    this.map.on('resize', viewChanged);
    if (this.#pane.isFirst) arrived();
    this.#cleanups.push(
      this.#pane.onViewChanged(() => {
        for (const slot of this.#slots) slot.refreshSoon();
      }),
      useCameraStore.subscribe((state, before) => {
        const isNew = state.request !== null && state.request !== before.request;
        if (isNew && this.#pane.isFirst) carryOut(this.map, this.#city, state.request.command);
      }),
      useLayersStore.subscribe((state, before) => {
        for (const slot of this.#slots) slot.settingsChanged(state, before);
        if (state.retries !== before.retries) this.#remake((id) => state.retries[id] !== before.retries[id]);
      }),
      useSelectionStore.subscribe((state, before) => {
        if (state.selected !== before.selected) this.#select();
        for (const slot of this.#slots) slot.highlight();
        this.map.triggerRepaint();
      }),
      usePickedStore.subscribe((state, before) => {
        if (state.grids !== before.grids) for (const slot of this.#slots) slot.refreshSoon();
      }),
      useTracksStore.subscribe((state, before) => {
        if (state.opened !== before.opened || state.chosenId !== before.chosenId)
          for (const slot of this.#slots) if (slot.row.id === 'tracks') slot.refreshSoon();
      }),
      refreshRegularly(this.#slots),
    );
  }

  #deckLayers(): readonly LeanLayer[] {
    return this.#slots.flatMap((slot) => slot.instance?.deckLayers ?? []);
  }

  /** The user asked for another try at these layers. */
  #remake(isMeant: (id: LayerId) => boolean): void {
    for (const slot of this.#slots) if (isMeant(slot.row.id)) slot.remake();
    this.#layers.replace(this.#deckLayers());
    this.map.triggerRepaint();
  }

  #select(): void {
    const source = this.map.getSource<GeoJSONSource>(SELECTION_SOURCE_ID);
    if (source === undefined) return;
    const outline = selectionFeatures(this.#city, useSelectionStore.getState().selected);
    void source.setData(outline);
    // MapLibre cuts the picture into a source's tiles even where nothing stands in them, and software pays for every pixel.
    const visibility = outline.features.length > 0 ? 'visible' : 'none';
    for (const id of SELECTION_LAYER_IDS) this.map.setLayoutProperty(id, 'visibility', visibility);
  }
}

function createMap(container: HTMLElement, city: City, style: StyleSpecification): MapLibreMap {
  const [longitude = 0, latitude = 0] = city.districts.labelPoint;
  const center: [number, number] = [longitude / 1e7, latitude / 1e7];
  return new MapLibreMap({
    container,
    style,
    // A test does.
    validateStyle: false,
    center,
    zoom: 9,
    minZoom: 7,
    maxZoom: 18,
    maxBounds: [
      [center[0] - 1 - CITY_MARGIN_DEGREES, center[1] - 1 - CITY_MARGIN_DEGREES],
      [center[0] + 1 + CITY_MARGIN_DEGREES, center[1] + 1 + CITY_MARGIN_DEGREES],
    ],
    pixelRatio: PREPARING_PIXEL_RATIO,
    // Walls are wider than MapLibre's own limit; what the graphics card cannot do MapLibre finds out by itself.
    maxCanvasSize: [WIDEST_CANVAS, WIDEST_CANVAS],
    attributionControl: false,
    // The wrapper owns keyboard and double click: they move a cursor between grids and drill in.
    keyboard: false,
    doubleClickZoom: false,
    boxZoom: false,
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    rollEnabled: false,
    maxPitch: 0,
    renderWorldCopies: false,
    fadeDuration: LABEL_FADE_MS,
  });
}

function boundsOf(map: MapLibreMap): Bounds {
  const bounds = map.getBounds();
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
}

/** Time passes without news, too: alerts leave their window, positions turn grey. */
function refreshRegularly(slots: readonly LayerSlot[]): () => void {
  const timer = setInterval(() => {
    for (const slot of slots) slot.refreshSoon();
  }, REFRESH_INTERVAL_MS);
  return () => clearInterval(timer);
}

/** Now, and when the window moved to a screen of another density, or the user zoomed the page or the interface; the latter two resize the map. */
function followPixelRatio(map: MapLibreMap, ratioOf: () => number): () => void {
  let query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const adopt = (): void => {
    const ratio = ratioOf();
    if (map.getPixelRatio() !== ratio) map.setPixelRatio(ratio);
  };
  const changed = (): void => {
    adopt();
    query.removeEventListener('change', changed);
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', changed);
  };
  query.addEventListener('change', changed);
  map.on('resize', adopt);
  adopt();
  return () => query.removeEventListener('change', changed);
}
