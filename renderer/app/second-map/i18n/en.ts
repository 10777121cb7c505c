import type { Catalogue } from '../../i18n/catalogue.ts';

/** Words of two maps side by side, in English. */
export const secondMapEn: Catalogue['secondMap'] = {
  open: 'Compare side by side',
  close: 'Close the comparison',
  first: 'Left',
  second: 'Right',
  canvas: 'Map compared with; it moves with the left one',
  metric: 'Metric of the right map',
  momentLabel: 'Moment of the right map',
  moment: { same: 'As the left map', yesterday: 'Same time, day before', otherBatch: 'Other batch, same hours', at: 'Chosen moment' },
  now: 'Now',
  rate: '{{area}} coverage {{rate}}',
  choose: 'Choose another moment',
  failed: "No data for the right map's moment: {{reason}}",
  bookmark: 'beside {{metric}}, {{moment}}',
};
