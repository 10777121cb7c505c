import { QUIET_STRENGTH } from './lean-layer.ts';

/** Lines of one piece each: a square that lies along the piece, rounded and dashed by its fragments. */
export const LINE_VERTEX = `#version 300 es
in vec2 instanceFrom;
in vec2 instanceTo;
in uint instanceLook;
uniform mat4 localToClip;
uniform highp sampler2D colorTable;
uniform vec2 clipPerPixel;
uniform float reach;
flat out vec4 fill;
flat out float pieceLength;
flat out int isDashed;
out vec2 place;

void main() {
  vec4 from = localToClip * vec4(instanceFrom, 0.0, 1.0);
  vec4 to = localToClip * vec4(instanceTo, 0.0, 1.0);
  vec2 start = from.xy / from.w / clipPerPixel;
  vec2 span = to.xy / to.w / clipPerPixel - start;
  pieceLength = length(span);
  vec2 along = pieceLength > 0.0 ? span / pieceLength : vec2(1.0, 0.0);
  fill = texelFetch(colorTable, ivec2(int(instanceLook & 15u), 0), 0);
  isDashed = int((instanceLook >> 4) & 1u);
  fill.a = (instanceLook & 0x20u) == 0u ? 1.0 : ${QUIET_STRENGTH};
  place = vec2((gl_VertexID & 1) == 0 ? -reach : pieceLength + reach, (gl_VertexID & 2) == 0 ? -reach : reach);
  vec2 pixel = start + along * place.x + vec2(-along.y, along.x) * place.y;
  gl_Position = vec4(pixel * clipPerPixel, 0.0, 1.0);
}
`;

export const LINE_FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 fill;
flat in float pieceLength;
flat in int isDashed;
in vec2 place;
uniform float halfWidth;
uniform float casing;
uniform float pixelRatio;
uniform vec3 outline;
out vec4 color;

void main() {
  if (isDashed == 1 && mod(place.x, 11.0) > 6.0) discard;
  float distance = length(vec2(place.x - clamp(place.x, 0.0, pieceLength), place.y));
  float inside = clamp(0.5 + (halfWidth - distance) * pixelRatio, 0.0, 1.0);
  float around = clamp(0.5 + (halfWidth + casing - distance) * pixelRatio, 0.0, 1.0);
  if (around <= 0.0) discard;
  color = vec4(mix(outline, fill.rgb, inside) * around, around) * fill.a;
}
`;
