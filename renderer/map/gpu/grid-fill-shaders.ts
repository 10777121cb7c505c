/**
 * Grids in one draw: fill by class, hatch for "no data", nothing but an outline for "nothing due", borders from the distance to the
 * triangle's border edges, dashes on dedicated grids, dimming outside the area in view, highlight under the pointer.
 */
export const GRID_FILL_VERTEX = `#version 300 es
in vec2 position;
in uint gridAndEdges;
uniform mat4 localToClip;
uniform highp usampler2D classTexture;
uniform highp sampler2D paletteTexture;
uniform float patternScale;
uniform ivec2 undimmed;
uniform int hovered;
flat out uint slot;
flat out uint isDedicated;
flat out uint borderEdges;
flat out float isHovered;
flat out vec4 fill;
out vec2 corner;
out vec2 patternPosition;

void main() {
  int grid = int(gridAndEdges & 0x1fffffffu);
  uint state = texelFetch(classTexture, ivec2(grid & 255, grid >> 8), 0).r;
  slot = state & 0x0fu;
  isDedicated = state >> 7;
  borderEdges = gridAndEdges >> 29;
  isHovered = grid == hovered ? 1.0 : 0.0;
  float inView = grid >= undimmed.x && grid < undimmed.y ? 1.0 : 0.34;
  vec4 color = texelFetch(paletteTexture, ivec2(int(slot), 0), 0);
  fill = vec4(mix(color.rgb, vec3(1.0), 0.16 * isHovered), color.a * inView);
  int vertex = gl_VertexID % 3;
  corner = vec2(vertex == 0 ? 1.0 : 0.0, vertex == 1 ? 1.0 : 0.0);
  patternPosition = position * patternScale;
  gl_Position = localToClip * vec4(position, 0.0, 1.0);
}
`;

export const GRID_FILL_FRAGMENT = `#version 300 es
precision highp float;
flat in uint slot;
flat in uint isDedicated;
flat in uint borderEdges;
flat in float isHovered;
flat in vec4 fill;
in vec2 corner;
in vec2 patternPosition;
uniform vec4 border;
uniform vec4 dedicatedBorder;
uniform vec4 emptyBorder;
uniform vec4 hoverBorder;
uniform float pixelRatio;
uniform int hatchSlot;
uniform int emptySlot;
out vec4 color;

vec4 over(vec4 top, vec4 below) {
  return top + below * (1.0 - top.a);
}

float hatch() {
  float stripe = abs(fract((patternPosition.x + patternPosition.y) / 7.0) - 0.5) * 7.0;
  return clamp(1.15 - stripe, 0.0, 1.0);
}

float dashes(int edge, vec3 weight, vec3 slopeX, vec3 slopeY) {
  int next = (edge + 2) % 3;
  float lengthPixels = length(vec2(slopeX[edge], slopeY[edge]))
    / max(abs(slopeX[edge] * slopeY[next] - slopeY[edge] * slopeX[next]), 1e-12);
  float count = max(1.0, floor(lengthPixels / (8.0 * pixelRatio) + 0.5));
  return fract(weight[next] * count + 0.2) < 0.6 ? 1.0 : 0.0;
}

void main() {
  vec3 weight = vec3(corner, 1.0 - corner.x - corner.y);
  vec3 slopeX = dFdx(weight);
  vec3 slopeY = dFdy(weight);
  float alpha = int(slot) == emptySlot ? 0.0 : int(slot) == hatchSlot ? fill.a * (0.16 + 0.6 * hatch()) : fill.a;
  vec4 below = vec4(fill.rgb * alpha, alpha);
  float dim = fill.a;

  if (border.a + isHovered > 0.0 && borderEdges != 0u) {
    vec3 distance = weight / max(sqrt(slopeX * slopeX + slopeY * slopeY), vec3(1e-9));
    distance += 1e6 * vec3((borderEdges & 1u) == 0u, (borderEdges & 2u) == 0u, (borderEdges & 4u) == 0u);
    int edge = distance.x <= distance.y && distance.x <= distance.z ? 0 : distance.y <= distance.z ? 1 : 2;
    float nearest = distance[edge];
    vec4 line = int(slot) == emptySlot ? emptyBorder : border;
    float width = 0.55 * pixelRatio;
    if (isDedicated == 1u && dedicatedBorder.a > 0.0) {
      width = 1.3 * pixelRatio;
      line = dashes(edge, weight, slopeX, slopeY) > 0.5 ? dedicatedBorder : border;
      line.a *= dim;
    }
    if (isHovered > 0.0) {
      line = hoverBorder;
      width = 1.8 * pixelRatio;
    }
    float cover = line.a * clamp(width - nearest + 0.5, 0.0, 1.0);
    below = over(vec4(line.rgb * cover, cover), below);
  }
  color = below;
}
`;
