import { type Device, type RenderPass, Texture } from '@luma.gl/core';
import { Model } from '@luma.gl/engine';
import type { HeatRaster } from '../alerts/heat-raster.ts';
import { type ColorTable, UploadedColors } from './color-table.ts';
import { type LeanFrame, LeanLayer, uploadTexture } from './lean-layer.ts';

const HEAT_VERTEX = `#version 300 es
uniform mat4 localToClip;
uniform vec4 extent;
out vec2 place;

void main() {
  place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = localToClip * vec4(mix(extent.xy, extent.zw, place), 0.0, 1.0);
}
`;

const HEAT_FRAGMENT = `#version 300 es
precision highp float;
in vec2 place;
uniform highp sampler2D density;
uniform highp sampler2D colorTable;
uniform float opacity;
out vec4 color;

const float STEPS = 5.0;

/* Bands with crisp edges: a place's band can be read and compared, a gradient cannot. */
void main() {
  float value = texture(density, place).r;
  float banded = value * STEPS;
  float band = floor(banded);
  float width = max(fwidth(banded), 1e-5);
  float line = clamp(1.0 - (banded - band) / (1.5 * width), 0.0, 1.0) * step(0.5, band);
  if (band < 1.0 && line <= 0.0) discard;
  vec3 tint = texelFetch(colorTable, ivec2(int(clamp(band - 1.0, 0.0, STEPS - 1.0)), 0), 0).rgb;
  float alpha = opacity * (0.1 + 0.1 * band);
  alpha = clamp(max(alpha, line * opacity), 0.0, 1.0);
  color = vec4(tint * alpha, alpha);
}
`;

/** Density of alerts, changed in place. */
export interface HeatScene {
  visible: boolean;
  readonly raster: HeatRaster;
  readonly colors: ColorTable;
  opacity: number;
}

interface Resources {
  readonly model: Model;
  readonly density: Texture;
  readonly colors: UploadedColors;
  readonly uniforms: Record<string, unknown>;
  revision: number;
}

/** One square over the city, whose density was summed and smoothed on the CPU: in software rendering it costs what a picture costs. */
export class HeatLayer extends LeanLayer<{ readonly scene: HeatScene }, Resources> {
  static override layerName = 'HeatLayer';

  protected override createResources(device: Device): Resources {
    const { raster, colors: table } = this.props.scene;
    const density = device.createTexture({
      format: 'r8unorm',
      width: raster.width,
      height: raster.height,
      sampler: { minFilter: 'linear', magFilter: 'linear', addressModeU: 'clamp-to-edge', addressModeV: 'clamp-to-edge' },
      usage: Texture.SAMPLE | Texture.COPY_DST,
    });
    const colors = new UploadedColors(device, table);
    const uniforms = { extent: raster.extent };
    const model = new Model(device, {
      id: 'alert-heat',
      vs: HEAT_VERTEX,
      fs: HEAT_FRAGMENT,
      topology: 'triangle-strip',
      vertexCount: 4,
      bindings: { density, colorTable: colors.texture },
      uniforms,
    });
    return { model, density, colors, uniforms, revision: -1 };
  }

  override isShown(): boolean {
    return this.props.scene.visible && this.props.scene.raster.total > 0;
  }

  protected override drawResources(resources: Resources, frame: LeanFrame, renderPass: RenderPass): void {
    const { scene } = this.props;
    if (resources.revision !== scene.raster.revision) {
      resources.revision = scene.raster.revision;
      uploadTexture(resources.density, scene.raster.bytes);
    }
    resources.colors.upload();
    resources.uniforms['localToClip'] = frame.localToClip;
    resources.uniforms['opacity'] = scene.opacity;
    resources.model.draw(renderPass);
  }

  protected override destroyResources({ model, density, colors }: Resources): void {
    for (const resource of [model, density, colors]) resource.destroy();
  }
}
