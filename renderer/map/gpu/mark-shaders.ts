import { QUIET_STRENGTH } from './lean-layer.ts';

/** Marks as points: ◆ ▲ ■ ● for alert levels, an arrow for a worker's heading; every shape from its distance function, with an outline. */
export const MARK_VERTEX = `#version 300 es
in vec2 position;
in vec2 before;
in float startMs;
in uint look;
uniform mat4 localToClip;
uniform highp sampler2D colorTable;
uniform float pointSize;
uniform float clockMs;
uniform float movementMs;
flat out int shape;
flat out vec4 fill;
flat out vec2 turn;

void main() {
  float moved = movementMs > 0.0 ? clamp((clockMs - startMs) / movementMs, 0.0, 1.0) : 1.0;
  shape = int(look & 15u);
  fill = texelFetch(colorTable, ivec2(int((look >> 4) & 15u), 0), 0);
  fill.a = (look & 0x100000u) == 0u ? 1.0 : ${QUIET_STRENGTH};
  float heading = radians(float((look >> 8) & 511u));
  turn = vec2(cos(heading), sin(heading));
  gl_Position = localToClip * vec4(mix(before, position, moved), 0.0, 1.0);
  gl_PointSize = pointSize;
}
`;

export const MARK_FRAGMENT = `#version 300 es
precision highp float;
flat in int shape;
flat in vec4 fill;
flat in vec2 turn;
uniform float pointSize;
uniform float pixelRatio;
uniform vec3 outline;
out vec4 color;

/* Signed distances in a square from -1 to 1, y downwards. */
float triangle(vec2 p, float halfWidth, float top, float bottom) {
  vec2 side = normalize(vec2(bottom - top, halfWidth));
  return max(dot(vec2(abs(p.x), top - p.y), side), p.y - bottom);
}

float arrow(vec2 p) {
  vec2 q = vec2(turn.x * p.x + turn.y * p.y, turn.x * p.y - turn.y * p.x);
  float notch = dot(vec2(abs(q.x), q.y - 0.32), normalize(vec2(-0.55, 1.0)));
  return max(triangle(q, 0.58, -0.8, 0.75), notch);
}

float distanceTo(vec2 p) {
  if (shape == 0) return (abs(p.x) + abs(p.y) - 0.78) * 0.7071;
  if (shape == 1) return triangle(p, 0.72, -0.72, 0.55);
  if (shape == 2) return max(abs(p.x), abs(p.y)) - 0.55;
  if (shape == 3) return length(p) - 0.6;
  if (shape == 4) return arrow(p);
  return abs(length(p) - 0.52) - 0.17;
}

void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float pixels = distanceTo(p) * pointSize * 0.5;
  float inside = clamp(0.5 - pixels, 0.0, 1.0);
  float around = clamp(0.5 - (pixels - 1.3 * pixelRatio), 0.0, 1.0);
  if (around <= 0.0) discard;
  color = vec4(mix(outline, fill.rgb, inside) * around, around) * fill.a;
}
`;
