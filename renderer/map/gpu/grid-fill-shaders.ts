import type { TextureLayout } from './class-texture.ts';
import { QUIET_STRENGTH } from './lean-layer.ts';

interface Look {
  /** Of the palette. */
  readonly row: 0 | 1;
  /** How much lighter the grid under the pointer is, as a literal. */
  readonly hoverLight: string;
}
const NEAR: Look = { row: 0, hoverLight: '0.16' };
/** Far away a grid is a few pixels and has no border to light up. */
const FAR: Look = { row: 1, hoverLight: '0.7' };

/** What near and far have in common: a grid's colour, straight, from its class. */
const gridHead = ({ width, shift }: TextureLayout, { row, hoverLight }: Look): string => `#version 300 es
in vec2 position;
in uint gridAndEdges;
uniform mat4 localToClip;
uniform highp usampler2D classTexture;
uniform highp sampler2D paletteTexture;
uniform ivec2 undimmed;
uniform int hovered;
/* 1 while grids are picked: only these are not dimmed. */
uniform int pickedOnly;
flat out vec4 fill;

uint paintOf(int grid) {
  return texelFetch(classTexture, ivec2(grid & ${width - 1}, grid >> ${shift}), 0).r;
}

vec4 fillOf(uint paint) {
  return texelFetch(paletteTexture, ivec2(int(paint & 15u), ${row}), 0);
}

vec4 lit(vec4 color, int grid, uint paint) {
  bool isDimmed = grid < undimmed.x || grid >= undimmed.y || (pickedOnly == 1 && (paint & 0x40u) == 0u);
  color.rgb += (1.0 - color.rgb) * (grid == hovered ? ${hoverLight} : 0.0);
  color.a *= isDimmed ? ${QUIET_STRENGTH} : 1.0;
  return color;
}

vec4 clipPosition() {
  return localToClip[0] * position.x + localToClip[1] * position.y + localToClip[3];
}
`;

/**
 * Grids in one draw: fill by class, hatch for "no data", nothing but an outline for "nothing due", borders from the distance to the
 * triangle's border edges, dashes on dedicated grids, dimming outside the area in view, highlight under the pointer. What a software
 * rasteriser pays for is numbers handed from corner to pixel, so there are few: a colour, packed flags, and two weights.
 */
export const gridNearVertex = (layout: TextureLayout): string => `${gridHead(layout, NEAR)}
flat out uint state;
out vec2 corner;

void main() {
  int grid = int(gridAndEdges & 0x1fffffffu);
  uint paint = paintOf(grid);
  /* Slot in bits 0-3, picked in 6 and dedicated in 7 as in the texture; border edges in 8-10, hovered in 11. */
  state = paint | ((gridAndEdges >> 29) << 8) | (grid == hovered ? 0x800u : 0u);
  fill = lit(fillOf(paint), grid, paint);
  int vertex = gl_VertexID % 3;
  corner = vec2(vertex == 0 ? 1.0 : 0.0, vertex == 1 ? 1.0 : 0.0);
  gl_Position = clipPosition();
}
`;

export const GRID_NEAR_FRAGMENT = `#version 300 es
precision highp float;
flat in uint state;
flat in vec4 fill;
in vec2 corner;
uniform vec4 border;
uniform vec4 dedicatedBorder;
uniform vec4 emptyBorder;
uniform vec4 hoverBorder;
uniform vec4 pickedBorder;
uniform vec3 hatchFrame;
uniform float pixelRatio;
uniform int hatchSlot;
uniform int emptySlot;
out vec4 color;

/* Stripes that keep their place on the map: hatchFrame is a fixed place on it in device pixels, and the length of a stripe and its gap. */
float hatch() {
  vec2 place = gl_FragCoord.xy - hatchFrame.xy;
  float stripe = abs(fract((place.x + place.y) / hatchFrame.z) - 0.5) * hatchFrame.z;
  return clamp(1.15 * pixelRatio - stripe, 0.0, 1.0);
}

float dashes(int edge, vec3 weight, vec3 slopeX, vec3 slopeY) {
  int next = (edge + 2) % 3;
  float lengthPixels = length(vec2(slopeX[edge], slopeY[edge]))
    / max(abs(slopeX[edge] * slopeY[next] - slopeY[edge] * slopeX[next]), 1e-12);
  float count = max(1.0, floor(lengthPixels / (8.0 * pixelRatio) + 0.5));
  return fract(weight[next] * count + 0.2) < 0.6 ? 1.0 : 0.0;
}

/* How much of a pixel at this distance from the border a line of this width covers. */
float cover(float width, float distance) {
  return clamp(width - distance + 0.5, 0.0, 1.0);
}

void main() {
  int slot = int(state & 15u);
  bool isHovered = (state & 0x800u) != 0u;
  bool isPicked = (state & 0x40u) != 0u;
  float alpha = fill.a;
  if (slot == emptySlot) alpha = 0.0;
  if (slot == hatchSlot) alpha *= 0.16 + 0.6 * hatch();
  color = vec4(fill.rgb * alpha, alpha);
  /* Inside, and where borders are not to be seen, a pixel is done. */
  if ((state & 0x700u) == 0u || (border.a <= 0.0 && !isHovered)) return;

  vec3 weight = vec3(corner, 1.0 - corner.x - corner.y);
  vec3 slopeX = dFdx(weight);
  vec3 slopeY = dFdy(weight);
  vec3 distances = weight * inversesqrt(max(slopeX * slopeX + slopeY * slopeY, vec3(1e-18)));
  distances += 1e6 * vec3((state & 0x100u) == 0u, (state & 0x200u) == 0u, (state & 0x400u) == 0u);
  float distance = min(distances.x, min(distances.y, distances.z));
  vec4 line = slot == emptySlot ? emptyBorder : border;
  float width = 0.55 * pixelRatio;
  if (isHovered) {
    line = hoverBorder;
    width = 1.8 * pixelRatio;
  } else if (isPicked) {
    line = pickedBorder;
    width = 1.2 * pixelRatio;
  } else if ((state & 0x80u) != 0u && dedicatedBorder.a > 0.0) {
    width = 1.3 * pixelRatio;
    if (cover(width, distance) <= 0.0) return;
    int edge = distances.x == distance ? 0 : distances.y == distance ? 1 : 2;
    line = dashes(edge, weight, slopeX, slopeY) > 0.5 ? dedicatedBorder : border;
    line.a *= fill.a;
  }
  float strength = line.a * cover(width, distance);
  color = vec4(line.rgb * strength, strength) + color * (1.0 - strength);
}
`;

/** For zooms at which no borders are drawn: the same fill, multiplied by its alpha, and nothing else that is handed to a pixel. */
export const gridFarVertex = (layout: TextureLayout): string => `${gridHead(layout, FAR)}
/* Where no border says it, a picked grid without a fill gets this one. */
uniform vec4 pickedTint;

void main() {
  int grid = int(gridAndEdges & 0x1fffffffu);
  uint paint = paintOf(grid);
  vec4 color = fillOf(paint);
  if ((paint & 0x40u) != 0u && color.a < 0.05) color = pickedTint;
  color = lit(color, grid, paint);
  fill = vec4(color.rgb * color.a, color.a);
  gl_Position = clipPosition();
}
`;

export const GRID_FAR_FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 fill;
out vec4 color;

void main() {
  color = fill;
}
`;
