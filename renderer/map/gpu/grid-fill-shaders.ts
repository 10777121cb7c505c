import type { TextureLayout } from './class-texture.ts';
import { QUIET_STRENGTH } from './lean-layer.ts';

/**
 * Grids in one draw: fill by class, hatch for "no data", nothing but an outline for "nothing due", borders from the distance to the
 * triangle's border edges, dashes on dedicated grids, dimming outside the area in view, highlight under the pointer. What a software
 * rasteriser pays for is numbers handed from corner to pixel, so there are few: a colour, packed flags, and two weights.
 */
export const gridFillVertex = ({ width, shift }: TextureLayout): string => `#version 300 es
in vec2 position;
in uint gridAndEdges;
uniform mat4 localToClip;
uniform highp usampler2D classTexture;
uniform highp sampler2D paletteTexture;
uniform ivec2 undimmed;
uniform int hovered;
/* 1 while grids are picked: only these are not dimmed. */
uniform int pickedOnly;
/* Far away, where no border says it, a picked grid without a fill gets this one. */
uniform vec4 pickedTint;
/* 0 near, 1 far: rows of the palette. */
uniform int paletteRow;
uniform float hoverLight;
flat out uint state;
flat out vec4 fill;
out vec2 corner;

void main() {
  int grid = int(gridAndEdges & 0x1fffffffu);
  uint paint = texelFetch(classTexture, ivec2(grid & ${width - 1}, grid >> ${shift}), 0).r;
  bool isHovered = grid == hovered;
  bool isDimmed = grid < undimmed.x || grid >= undimmed.y || (pickedOnly == 1 && (paint & 0x40u) == 0u);
  /* Slot in bits 0-3, picked in 6 and dedicated in 7 as in the texture; border edges in 8-10, hovered in 11. */
  state = paint | ((gridAndEdges >> 29) << 8) | (isHovered ? 0x800u : 0u);
  fill = texelFetch(paletteTexture, ivec2(int(paint & 15u), paletteRow), 0);
  if (paletteRow == 1 && (paint & 0x40u) != 0u && fill.a < 0.05) fill = pickedTint;
  fill.rgb += (1.0 - fill.rgb) * (isHovered ? hoverLight : 0.0);
  fill.a *= isDimmed ? ${QUIET_STRENGTH} : 1.0;
  int vertex = gl_VertexID % 3;
  corner = vec2(vertex == 0 ? 1.0 : 0.0, vertex == 1 ? 1.0 : 0.0);
  gl_Position = localToClip * vec4(position, 0.0, 1.0);
}
`;

export const GRID_FILL_FRAGMENT = `#version 300 es
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

vec4 over(vec4 top, vec4 below) {
  return top + below * (1.0 - top.a);
}

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

void main() {
  int slot = int(state & 15u);
  bool isHovered = (state & 0x800u) != 0u;
  bool isDedicated = (state & 0x80u) != 0u;
  vec3 weight = vec3(corner, 1.0 - corner.x - corner.y);
  vec3 slopeX = dFdx(weight);
  vec3 slopeY = dFdy(weight);
  float alpha = slot == emptySlot ? 0.0 : slot == hatchSlot ? fill.a * (0.16 + 0.6 * hatch()) : fill.a;
  vec4 below = vec4(fill.rgb * alpha, alpha);

  if ((border.a > 0.0 || isHovered) && (state & 0x700u) != 0u) {
    vec3 distance = weight / max(sqrt(slopeX * slopeX + slopeY * slopeY), vec3(1e-9));
    distance += 1e6 * vec3((state & 0x100u) == 0u, (state & 0x200u) == 0u, (state & 0x400u) == 0u);
    int edge = distance.x <= distance.y && distance.x <= distance.z ? 0 : distance.y <= distance.z ? 1 : 2;
    vec4 line = slot == emptySlot ? emptyBorder : border;
    float width = 0.55 * pixelRatio;
    if (isDedicated && dedicatedBorder.a > 0.0) {
      width = 1.3 * pixelRatio;
      line = dashes(edge, weight, slopeX, slopeY) > 0.5 ? dedicatedBorder : border;
      line.a *= fill.a;
    }
    if ((state & 0x40u) != 0u) {
      line = pickedBorder;
      width = 1.2 * pixelRatio;
    }
    if (isHovered) {
      line = hoverBorder;
      width = 1.8 * pixelRatio;
    }
    float cover = line.a * clamp(width - distance[edge] + 0.5, 0.0, 1.0);
    below = over(vec4(line.rgb * cover, cover), below);
  }
  color = below;
}
`;

/** For zooms at which no borders are drawn: the same fill without anything that is handed to every pixel but its colour. */
export const GRID_FAR_FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 fill;
out vec4 color;

void main() {
  color = vec4(fill.rgb * fill.a, fill.a);
}
`;
