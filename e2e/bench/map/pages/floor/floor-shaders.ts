/** What the application's picture needs and nothing else; written anew for the floor, so that a slow shader of the application shows. */
const GRID = `
in vec2 place; in uint grid;
uniform vec4 view; uniform highp usampler2D classes; uniform vec4 palette[16];
flat out uint paint; flat out vec4 fill;
void setGrid() {
  int index = int(grid & 0x1fffffffu);
  paint = texelFetch(classes, ivec2(index & 255, index >> 8), 0).r;
  fill = palette[int(paint & 15u)];
  gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0);
}`;

export const WIDE_VERTEX = `#version 300 es
${GRID}
void main() { setGrid(); }`;

export const WIDE_FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 fill; out vec4 color;
void main() { color = vec4(fill.rgb * fill.a, fill.a); }`;

export const NEAR_VERTEX = `#version 300 es
${GRID}
flat out uint edges; out vec2 corner;
void main() {
  setGrid();
  edges = grid >> 29;
  int vertex = gl_VertexID % 3;
  corner = vec2(vertex == 0 ? 1.0 : 0.0, vertex == 1 ? 1.0 : 0.0);
}`;

/** Slot 8 is hatched, slot 9 empty; bit 7 marks dedicated grids, whose borders are dashed. */
export const NEAR_FRAGMENT = `#version 300 es
precision highp float;
flat in uint paint; flat in vec4 fill; flat in uint edges; in vec2 corner;
uniform vec4 border; uniform vec4 dedicated; uniform vec4 empty; uniform vec3 hatch; uniform float ratio;
out vec4 color;
void main() {
  int slot = int(paint & 15u);
  float alpha = fill.a;
  if (slot == 9) alpha = 0.0;
  if (slot == 8) {
    vec2 p = gl_FragCoord.xy - hatch.xy;
    alpha *= 0.16 + 0.6 * clamp(1.15 * ratio - abs(fract((p.x + p.y) / hatch.z) - 0.5) * hatch.z, 0.0, 1.0);
  }
  color = vec4(fill.rgb * alpha, alpha);
  if (edges == 0u) return;
  vec3 w = vec3(corner, 1.0 - corner.x - corner.y);
  vec3 dx = dFdx(w);
  vec3 dy = dFdy(w);
  vec3 d = w * inversesqrt(max(dx * dx + dy * dy, vec3(1e-18)));
  d += 1e6 * vec3((edges & 1u) == 0u, (edges & 2u) == 0u, (edges & 4u) == 0u);
  float near = min(d.x, min(d.y, d.z));
  vec4 line = slot == 9 ? empty : border;
  float width = 0.55 * ratio;
  if ((paint & 128u) != 0u) {
    width = 1.3 * ratio;
    if (near > width + 0.5) return;
    int edge = d.x == near ? 0 : d.y == near ? 1 : 2;
    int next = (edge + 2) % 3;
    float pixels = length(vec2(dx[edge], dy[edge])) / max(abs(dx[edge] * dy[next] - dy[edge] * dx[next]), 1e-12);
    float count = max(1.0, floor(pixels / (8.0 * ratio) + 0.5));
    line = fract(w[next] * count + 0.2) < 0.6 ? dedicated : border;
    line.a *= fill.a;
  }
  float cover = line.a * clamp(width - near + 0.5, 0.0, 1.0);
  color = vec4(line.rgb * cover, cover) + color * (1.0 - cover);
}`;

export const MARK_VERTEX = `#version 300 es
in vec2 place; in uint look;
uniform vec4 view; uniform float size; uniform vec3 colors[2];
flat out vec3 fill; flat out vec2 turn;
void main() {
  fill = colors[int(look & 1u)];
  float heading = radians(float(look >> 1));
  turn = vec2(cos(heading), sin(heading));
  gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0);
  gl_PointSize = size;
}`;

/** An arrow with a notch and an outline. */
export const MARK_FRAGMENT = `#version 300 es
precision highp float;
flat in vec3 fill; flat in vec2 turn;
uniform float size; uniform float ratio; uniform vec3 outline;
out vec4 color;
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  p = vec2(turn.x * p.x + turn.y * p.y, turn.x * p.y - turn.y * p.x);
  float body = max(dot(vec2(abs(p.x), -0.8 - p.y), normalize(vec2(1.55, 0.58))), p.y - 0.75);
  float notch = dot(vec2(abs(p.x), p.y - 0.32), normalize(vec2(-0.55, 1.0)));
  float pixels = max(body, notch) * size * 0.5;
  float around = clamp(0.5 - (pixels - 1.3 * ratio), 0.0, 1.0);
  if (around <= 0.0) discard;
  color = vec4(mix(outline, fill, clamp(0.5 - pixels, 0.0, 1.0)) * around, around);
}`;
