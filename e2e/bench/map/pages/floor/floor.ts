import { MAP_THEMES, type MapTheme, rgba } from '../../../../../renderer/map/map-theme.ts';
import { createGridLocator, type GridLocator } from '../../../../../shared/city/city-lookup.ts';
import type { City } from '../../../../../shared/city/city.ts';
import type { SceneColumns } from '../../scene/scene-file.ts';
import { BENCH_BREAKS, CITY_VIEW, type Subject, type View } from '../bench-page.ts';
import { loadScene, offerBench, pageOptions, stage } from '../load-scene.ts';
import { CLASSES_WIDTH, gridVertices, type Origin, originOf, writeClasses, writeMarks } from './floor-data.ts';
import { createByteTexture, createRows, link, type Program } from './floor-gl.ts';
import { MARK_FRAGMENT, MARK_VERTEX, NEAR_FRAGMENT, NEAR_VERTEX, WIDE_FRAGMENT, WIDE_VERTEX } from './floor-shaders.ts';

/**
 * The floor: the least that a program could do to draw the picture that the application's layers draw, down to hatch, dashes and arrows. One
 * WebGL2 context, two draw calls, no library. What the application adds on top of it is its price.
 */
const FILL_ALPHA = 0.92;
const FAR_NO_DATA_ALPHA = 0.34;
const MARK_PIXELS = 16;
const HATCH_PIXELS = 7;

/** Sixteen colours; what is hatched near is grey from afar, and what is empty has no colour there. */
function paletteOf(theme: MapTheme, isNear: boolean): Float32Array {
  const palette = new Float32Array(64);
  theme.palettes.behind.classes.forEach((color, slot) => palette.set(rgba(color, FILL_ALPHA), 4 * slot));
  palette.set(rgba(theme.palettes.behind.noData, isNear ? FILL_ALPHA : FAR_NO_DATA_ALPHA), 4 * 8);
  palette.set([0, 0, 0, isNear ? 1 : 0], 4 * 9);
  return palette;
}

const faded = (
  [red, green, blue, alpha]: readonly [number, number, number, number],
  visibility: number,
): [number, number, number, number] => [red, green, blue, alpha * visibility];

class Floor implements Subject {
  readonly #gl: WebGL2RenderingContext;
  readonly #city: City;
  readonly #columns: SceneColumns;
  readonly #theme: MapTheme;
  readonly #origin: Origin;
  readonly #grids: WebGLVertexArrayObject;
  readonly #classes: Uint8Array;
  readonly #wide: Program;
  readonly #palettes: { readonly wide: Float32Array; readonly near: Float32Array };
  readonly #view = new Float32Array(4);
  #near: { grids: Program; marks: Program; rows: ReturnType<typeof createRows>; floats: Float32Array; words: Uint32Array } | null = null;
  #zoom = 0;
  #frame = 0;
  #locator: GridLocator | null = null;

  constructor(gl: WebGL2RenderingContext, city: City, columns: SceneColumns, theme: MapTheme) {
    this.#gl = gl;
    this.#city = city;
    this.#columns = columns;
    this.#theme = theme;
    this.#origin = originOf(city);
    this.#palettes = { wide: paletteOf(theme, false), near: paletteOf(theme, true) };
    this.#wide = link(gl, WIDE_VERTEX, WIDE_FRAGMENT, ['place', 'grid']);
    this.#grids = createRows(gl, gridVertices(city, this.#origin), gl.STATIC_DRAW).array;
    const rows = Math.ceil(city.grids.count / CLASSES_WIDTH);
    this.#classes = new Uint8Array(CLASSES_WIDTH * rows);
    createByteTexture(gl, CLASSES_WIDTH, rows);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.clearColor(...rgba(theme.ground, 1));
  }

  look({ longitude, latitude, zoom }: View): void {
    const scale = 2 ** zoom;
    this.#zoom = zoom;
    this.#view.set([this.#origin.x(longitude), this.#origin.y(latitude), (2 * scale) / innerWidth, (2 * scale) / innerHeight]);
    this.#draw();
  }

  paint(breaks: readonly number[]): void {
    const gl = this.#gl;
    writeClasses(this.#classes, this.#city, this.#columns, breaks);
    gl.texSubImage2D(
      gl.TEXTURE_2D,
      0,
      0,
      0,
      CLASSES_WIDTH,
      this.#classes.length / CLASSES_WIDTH,
      gl.RED_INTEGER,
      gl.UNSIGNED_BYTE,
      this.#classes,
    );
    this.#draw();
  }

  goNear(): void {
    const gl = this.#gl;
    const bytes = new ArrayBuffer(12 * this.#columns.workers.longitude.length);
    this.#near = {
      grids: link(gl, NEAR_VERTEX, NEAR_FRAGMENT, ['place', 'grid']),
      marks: link(gl, MARK_VERTEX, MARK_FRAGMENT, ['place', 'look']),
      rows: createRows(gl, bytes, gl.DYNAMIC_DRAW),
      floats: new Float32Array(bytes),
      words: new Uint32Array(bytes),
    };
    this.movePoints();
  }

  movePoints(): void {
    if (this.#near === null) return;
    const { floats, words, rows } = this.#near;
    writeMarks(floats, words, this.#columns, this.#origin);
    this.#gl.bindBuffer(this.#gl.ARRAY_BUFFER, rows.buffer);
    this.#gl.bufferSubData(this.#gl.ARRAY_BUFFER, 0, floats);
    this.#draw();
  }

  pick(longitude: number, latitude: number): boolean {
    this.#locator ??= createGridLocator(this.#city);
    return this.#locator.gridAt(longitude, latitude) >= 0;
  }

  #draw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.drawNow();
    });
  }

  drawNow(): void {
    const gl = this.#gl;
    gl.clear(gl.COLOR_BUFFER_BIT);
    const grids = this.#near?.grids ?? this.#wide;
    gl.useProgram(grids.handle);
    gl.uniform4fv(grids.uniform('view'), this.#view);
    gl.uniform4fv(grids.uniform('palette'), this.#near === null ? this.#palettes.wide : this.#palettes.near);
    if (this.#near !== null) this.#setBorders(this.#near.grids);
    gl.bindVertexArray(this.#grids);
    gl.drawArrays(gl.TRIANGLES, 0, this.#city.grids.triangles.length);
    if (this.#near !== null) this.#drawMarks(this.#near.marks, this.#near.rows.array);
  }

  #setBorders(program: Program): void {
    const gl = this.#gl;
    const ratio = gl.drawingBufferWidth / innerWidth;
    const visibility = Math.min(1, Math.max(0, (this.#zoom - 10.2) / 1.6));
    gl.uniform4fv(program.uniform('border'), faded(this.#theme.gridBorder, visibility));
    gl.uniform4fv(program.uniform('dedicated'), faded(this.#theme.dedicatedBorder, visibility));
    gl.uniform4fv(program.uniform('empty'), faded(this.#theme.emptyBorder, visibility));
    gl.uniform1f(program.uniform('ratio'), ratio);
    const period = HATCH_PIXELS * ratio * 2 ** (this.#zoom - Math.floor(this.#zoom));
    const [x = 0, y = 0, scaleX = 0, scaleY = 0] = this.#view;
    const [left, top] = [(1 - x * scaleX) * 0.5 * gl.drawingBufferWidth, (1 - y * scaleY) * 0.5 * gl.drawingBufferHeight];
    gl.uniform3f(program.uniform('hatch'), left % period, top % period, period);
  }

  #drawMarks({ handle, uniform }: Program, rows: WebGLVertexArrayObject): void {
    const gl = this.#gl;
    const ratio = gl.drawingBufferWidth / innerWidth;
    gl.useProgram(handle);
    gl.uniform4fv(uniform('view'), this.#view);
    gl.uniform1f(uniform('size'), MARK_PIXELS * ratio);
    gl.uniform1f(uniform('ratio'), ratio);
    gl.uniform3fv(uniform('colors'), [...rgba(this.#theme.worker, 1).slice(0, 3), ...rgba(this.#theme.workerStale, 1).slice(0, 3)]);
    gl.uniform3fv(uniform('outline'), rgba(this.#theme.markOutline, 1).slice(0, 3));
    gl.bindVertexArray(rows);
    gl.drawArrays(gl.POINTS, 0, this.#columns.workers.longitude.length);
  }
}

async function start(): Promise<void> {
  const options = pageOptions();
  const { city, columns } = await loadScene(options);
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth * devicePixelRatio;
  canvas.height = innerHeight * devicePixelRatio;
  canvas.style.cssText = 'display:block;width:100%;height:100%';
  stage().append(canvas);
  const gl = canvas.getContext('webgl2', { antialias: false, depth: false, alpha: false });
  if (gl === null) throw new Error('no WebGL');
  const floor = new Floor(gl, city, columns, MAP_THEMES[options.theme]);
  const bench = offerBench(floor, columns);
  floor.paint(BENCH_BREAKS[0] ?? []);
  floor.look(CITY_VIEW);
  requestAnimationFrame(() => {
    // A read waits for the graphics process, as MapLibre's idle event follows the drawn frame.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    bench.readyAtMs = performance.now();
  });
}

void start();
