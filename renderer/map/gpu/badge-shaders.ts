import { QUIET_STRENGTH } from './lean-layer.ts';

/** What is drawn of a badge: names of the map may lie between its shape and its number. */
export const BADGE_PARTS = ['whole', 'shape', 'number'] as const;
export type BadgePart = (typeof BADGE_PARTS)[number];

export const BADGE_VERTEX = `#version 300 es
in vec2 instancePosition;
in float instanceRadius;
in uint instanceCount;
in uint instanceLook;
uniform mat4 localToClip;
uniform highp sampler2D colorTable;
uniform vec2 clipPerPixel;
uniform float radiusScale;
flat out float radius;
flat out int number;
flat out int digitCount;
flat out vec4 fill;
flat out vec4 ring;
flat out vec4 ink;
flat out float strength;
out vec2 place;

vec4 tableColor(uint shift) {
  return texelFetch(colorTable, ivec2(int((instanceLook >> shift) & 15u), 0), 0);
}

void main() {
  radius = instanceRadius * radiusScale;
  number = int(instanceCount);
  digitCount = number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : number < 10000 ? 4 : 5;
  fill = tableColor(0u);
  fill.a = float((instanceLook >> 12) & 15u) / 15.0;
  ring = tableColor(4u);
  ink = tableColor(8u);
  strength = (instanceLook & 0x10000u) == 0u ? 1.0 : ${QUIET_STRENGTH};
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  place = corner * (radius + 2.0);
  vec4 center = localToClip * vec4(instancePosition, 0.0, 1.0);
  gl_Position = center + vec4(place * clipPerPixel * center.w, 0.0, 0.0);
}
`;

export const BADGE_FRAGMENT = `#version 300 es
precision highp float;
flat in float radius;
flat in int number;
flat in int digitCount;
flat in vec4 fill;
flat in vec4 ring;
flat in vec4 ink;
flat in float strength;
in vec2 place;
uniform highp sampler2D digits;
uniform int isHexagon;
uniform int part;
uniform float pixelRatio;
uniform float textPixels;
out vec4 color;

const int SHAPE = ${BADGE_PARTS.indexOf('shape')};
const int NUMBER = ${BADGE_PARTS.indexOf('number')};

/* Distance to the border in CSS pixels, negative inside. Hexagons stand on a corner. */
float distanceToBorder() {
  if (isHexagon == 0) return length(place) - radius;
  vec2 p = abs(place);
  return max(p.x, dot(p, vec2(0.5, 0.8660254))) - 0.8660254 * radius + 1.0;
}

/* The same of the plate that a number alone stands on: as long as its digits, with round ends. */
float distanceToPlate() {
  vec2 half_ = vec2(float(digitCount) * textPixels * 0.3 + 4.0, textPixels * 0.5 + 2.0);
  return length(max(abs(place) - half_ + half_.y, 0.0)) - half_.y;
}

float inkAt() {
  float cell = textPixels * 0.6;
  float along = place.x / cell + float(digitCount) * 0.5;
  int index = int(floor(along));
  float height = textPixels * 0.95;
  float down = 0.5 - place.y / height;
  if (index < 0 || index >= digitCount || down < 0.0 || down > 1.0) return 0.0;
  int divisor = 1;
  for (int i = index; i < digitCount - 1; i++) divisor *= 10;
  int digit = (number / divisor) % 10;
  return texture(digits, vec2((float(digit) + fract(along)) / 10.0, down)).r;
}

void main() {
  float pixels = part == NUMBER ? distanceToPlate() : distanceToBorder();
  float inside = clamp(0.5 - pixels * pixelRatio, 0.0, 1.0);
  if (inside <= 0.0) discard;
  float edge = part == NUMBER ? 0.0 : clamp(0.5 + (pixels + 1.4) * pixelRatio, 0.0, 1.0);
  float text = part == SHAPE ? 0.0 : inkAt();
  vec4 body = mix(vec4(fill.rgb * fill.a, fill.a), vec4(ring.rgb, 1.0), edge);
  color = mix(body, vec4(ink.rgb, 1.0), text) * inside * strength;
}
`;
