/** What the benchmark measures; each is a page of its own with the same data. */
export interface BenchSubject {
  /** Also the name of its page. */
  readonly page: string;
  readonly title: string;
  /** What it draws and how, for whoever reads the table. */
  readonly draws: string;
  /** Goals are held by the application's layers alone, as multiples of the floor. */
  readonly role: 'floor' | 'application' | 'peer';
}

export const SUBJECTS: readonly BenchSubject[] = [
  {
    page: 'floor',
    title: 'hand-written WebGL2',
    draws: 'the picture of the application’s layers with raw WebGL2: fills, hatch, borders, dashes, arrows; two draw calls, no library',
    role: 'floor',
  },
  {
    page: 'layers',
    title: 'application’s layers',
    draws: 'coverage and workers of the application on its own MapHost (MapLibre and deck.gl), over one colour',
    role: 'application',
  },
  {
    page: 'application',
    title: 'whole map',
    draws: 'the console’s map in React: the layers above, alerts as density, workers as discs from afar, basemap and names',
    role: 'application',
  },
  {
    page: 'maplibre',
    title: 'MapLibre feature-state',
    draws: 'fill and line layers over one GeoJSON source, colours by feature-state, workers as circles',
    role: 'peer',
  },
  {
    page: 'geojson-layer',
    title: 'deck.gl GeoJsonLayer',
    draws: 'GeoJsonLayer and ScatterplotLayer, interleaved with MapLibre by deck.gl’s own overlay',
    role: 'peer',
  },
  {
    page: 'openlayers',
    title: 'OpenLayers WebGL',
    draws: 'WebGLVector layers with the colour as an attribute, workers as circles',
    role: 'peer',
  },
  { page: 'leaflet', title: 'Leaflet canvas', draws: 'a path a grid and a circle a worker on one canvas', role: 'peer' },
  { page: 'echarts', title: 'ECharts geo', draws: 'a region a grid and a scatter series of workers on canvas', role: 'peer' },
];
