import binUrl from '../../../../resources/city/city.bin?url';
import namesUrl from '../../../../resources/city/names.json?url';
import { decodeCity } from '../../../../shared/city/city-codec.ts';
import { createGridLocator } from '../../../../shared/city/city-lookup.ts';
import type { City } from '../../../../shared/city/city.ts';
import { type BenchPage, BENCH_BREAKS, CITY_VIEW, NEAR_VIEW, panOffset } from './bench-page.ts';
import { createSyntheticLive } from './synthetic-live.tsx';

/**
 * The floor: the least that a program could do to draw the same grids and points. One WebGL2 context, two draw calls, no library, no labels,
 * no borders, no basemap. What the application adds on top of it is its price.
 */
const GRID_VERTEX = `#version 300 es
in vec2 place; in uint grid; uniform vec4 view; uniform highp sampler2D colors; flat out vec4 fill;
void main() {
  fill = texelFetch(colors, ivec2(int(grid & 255u), int(grid >> 8)), 0);
  gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0);
}`;
const POINT_VERTEX = `#version 300 es
in vec2 place; uniform vec4 view; flat out vec4 fill;
void main() { fill = vec4(0.36, 0.89, 0.76, 1.0); gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0); gl_PointSize = 8.0; }`;
const FRAGMENT = `#version 300 es
precision highp float; flat in vec4 fill; out vec4 color;
void main() { color = fill; }`;

const PALETTE = [0xff66d1ff, 0xff4c9ef2, 0xff4a5bc7, 0xff76516f, 0xff5f4022];

const mercatorX = (longitude: number): number => (longitude / 360 + 0.5) * 512;
const mercatorY = (latitude: number): number => (0.5 + Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI)) * 512;
const ORIGIN_X = mercatorX(CITY_VIEW.longitude);
const ORIGIN_Y = mercatorY(CITY_VIEW.latitude);

function link(gl: WebGL2RenderingContext, vertex: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error('no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'place');
  gl.bindAttribLocation(program, 1, 'grid');
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'not linked');
  return program;
}

function gridBytes({ grids }: City): ArrayBuffer {
  const bytes = new ArrayBuffer(grids.triangles.length * 12);
  const [floats, words] = [new Float32Array(bytes), new Uint32Array(bytes)];
  const { vertices } = grids.outline;
  for (let grid = 0; grid < grids.count; grid++) {
    for (let corner = 3 * (grids.firstTriangle[grid] ?? 0); corner < 3 * (grids.firstTriangle[grid + 1] ?? 0); corner++) {
      const vertex = 2 * (grids.triangles[corner] ?? 0);
      floats[3 * corner] = mercatorX((vertices[vertex] ?? 0) / 1e7) - ORIGIN_X;
      floats[3 * corner + 1] = mercatorY((vertices[vertex + 1] ?? 0) / 1e7) - ORIGIN_Y;
      words[3 * corner + 2] = grid;
    }
  }
  return bytes;
}

async function start(): Promise<void> {
  const [bin, names] = await Promise.all([
    fetch(binUrl).then((response) => response.arrayBuffer()),
    fetch(namesUrl).then((response): Promise<unknown> => response.json()),
  ]);
  const city = decodeCity(bin, names);
  const synthetic = createSyntheticLive(city, { workers: 7000, alerts: 0 });
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  document.getElementById('root')?.append(canvas);
  const gl = canvas.getContext('webgl2', { antialias: false });
  if (gl === null) throw new Error('no WebGL');
  const draw = createFloor(gl, city, synthetic);
  window.bench = createBench(city, draw, synthetic.moveWorkers);
  requestAnimationFrame(() => {
    draw.paint(BENCH_BREAKS[0] ?? []);
    draw.frame();
    // A read waits for the graphics process, like MapLibre's idle event follows the drawn frame.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    if (window.bench !== undefined) window.bench.readyAtMs = performance.now();
  });
}

interface Floor {
  look(longitude: number, latitude: number, zoom: number): void;
  paint(breaks: readonly number[]): void;
  writePoints(): void;
  frame(): void;
}

function createFloor(gl: WebGL2RenderingContext, city: City, { live }: ReturnType<typeof createSyntheticLive>): Floor {
  const programs = [link(gl, GRID_VERTEX), link(gl, POINT_VERTEX)] as const;
  const vertices = gridBytes(city);
  const layouts = [gl.createVertexArray(), gl.createVertexArray()] as const;
  gl.bindVertexArray(layouts[0]);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 12, 0);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, 12, 8);
  const { workers, coverage } = live;
  const points = new Float32Array(2 * workers.count);
  const pointBuffer = gl.createBuffer();
  gl.bindVertexArray(layouts[1]);
  gl.bindBuffer(gl.ARRAY_BUFFER, pointBuffer);
  gl.bufferData(gl.ARRAY_BUFFER, points.byteLength, gl.DYNAMIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 8, 0);
  const rows = Math.ceil(city.grids.count / 256);
  const colors = new Uint32Array(256 * rows);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 256, rows);
  const view = new Float32Array(4);
  const locations = programs.map((program) => gl.getUniformLocation(program, 'view'));
  const floor: Floor = {
    look(longitude, latitude, zoom) {
      const scale = 2 ** zoom;
      view.set([mercatorX(longitude) - ORIGIN_X, mercatorY(latitude) - ORIGIN_Y, (2 * scale) / innerWidth, (2 * scale) / innerHeight]);
    },
    paint(breaks) {
      const { listed, withdrawn, verified } = coverage.columns;
      for (let grid = 0; grid < city.grids.count; grid++) {
        const due = (listed[grid] ?? 0) - (withdrawn[grid] ?? 0);
        const rate = (verified[grid] ?? 0) / due;
        let index = 0;
        while (index < breaks.length && rate >= (breaks[index] ?? 1)) index++;
        colors[grid] = due > 0 ? (PALETTE[index] ?? 0) : 0;
      }
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 256, rows, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(colors.buffer));
    },
    writePoints() {
      const { longitude, latitude } = workers.columns;
      for (let row = 0; row < workers.count; row++) {
        points[2 * row] = mercatorX((longitude[row] ?? 0) / 1e7) - ORIGIN_X;
        points[2 * row + 1] = mercatorY((latitude[row] ?? 0) / 1e7) - ORIGIN_Y;
      }
      gl.bindBuffer(gl.ARRAY_BUFFER, pointBuffer);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, points);
    },
    frame() {
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
      gl.clearColor(0.04, 0.07, 0.13, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.useProgram(programs[0]);
      gl.uniform4fv(locations[0] ?? null, view);
      gl.bindVertexArray(layouts[0]);
      gl.drawArrays(gl.TRIANGLES, 0, city.grids.triangles.length);
      gl.useProgram(programs[1]);
      gl.uniform4fv(locations[1] ?? null, view);
      gl.bindVertexArray(layouts[1]);
      gl.drawArrays(gl.POINTS, 0, workers.count);
    },
  };
  floor.look(CITY_VIEW.longitude, CITY_VIEW.latitude, CITY_VIEW.zoom);
  floor.writePoints();
  return floor;
}

function createBench(city: City, floor: Floor, moveWorkers: () => void): BenchPage {
  const locator = createGridLocator(city);
  let view = CITY_VIEW;
  const nextFrame = (change: () => void): void => {
    requestAnimationFrame(() => {
      change();
      floor.frame();
    });
  };
  return {
    readyAtMs: 0,
    recolour: (round) => nextFrame(() => floor.paint(BENCH_BREAKS[round % BENCH_BREAKS.length] ?? [])),
    pan: (round) => nextFrame(() => floor.look(view.longitude + panOffset(round), view.latitude, view.zoom)),
    lookNear() {
      view = NEAR_VIEW;
      nextFrame(() => floor.look(view.longitude, view.latitude, view.zoom));
    },
    movePoints() {
      moveWorkers();
      nextFrame(() => floor.writePoints());
    },
    pick(count) {
      let found = 0;
      for (let index = 0; index < count; index++) {
        if (locator.gridAt(118.4 + ((index * 7919) % 800) / 1000, 31.3 + ((index * 104_729) % 1200) / 1000) >= 0) found++;
      }
      return found;
    },
  };
}

void start();
