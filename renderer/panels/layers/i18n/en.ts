import type { SameKeys } from '../../../lib/same-keys.ts';
import type { layersZhCN } from './zh-CN.ts';

export const layersEn: SameKeys<typeof layersZhCN> = {
  title: 'Layers',
  shown: '{{visible}} of {{all}}',
  coverage: 'Grids',
  alerts: 'Alerts',
  workers: 'Workers',
  tracks: 'Tracks',
  tracksOpen: 'workers: {{value}}',
  toggle: 'Show layer {{layer}}',
  settings: 'Settings of layer {{layer}}',
  failed: 'This layer is not drawn',
  failure: {
    'not-made': 'It could not be set up. The other layers are not affected.',
    'not-updated': 'The latest data could not be turned into shapes. The other layers are not affected.',
    'not-drawn': 'The graphics card could not draw it. The other layers are not affected.',
    'too-large': 'There are more grids than one data texture of this graphics card holds. The other layers are not affected.',
  },
  leftOut: {
    position: '{{value}} without a usable position, not drawn',
    time: '{{value}} with an impossible time, not drawn',
  },
  retry: 'Draw again',
  window: 'Window',
  windowHours: { h1: 'last hour', h24: 'last 24 hours', h168: 'last 7 days' },
  classing: 'Classes',
  classingMethod: { manual: 'Fixed', quantile: 'Quantiles', equalInterval: 'Equal steps', naturalBreaks: 'Natural' },
  levels: 'Levels',
  kinds: 'Kinds',
  states: 'States',
  onDuty: '{{value}} on duty',
  inWindow: '{{window}} · {{value}}',
  stale: 'The data of this layer is {{age}} old',
};
