import type { pictureZhCN } from './zh-CN.ts';

export const pictureEn: { readonly [Key in keyof typeof pictureZhCN]: string } = {
  title: 'Map as a picture',
  about: 'Puts the map as it is now onto one page, with title, legend, scale, as-of and watermark, and saves it as a PNG.',
  format: 'Paper',
  landscape: 'Landscape',
  portrait: 'Portrait',
  size: '{{lies}}, {{width}} × {{height}} pixels, {{dpi}} dpi',
  dark: 'The picture has the colours of this theme; for printing the light one is better.',
  useLight: 'Use the light theme',
  save: 'Save PNG',
  saveAt: 'Save at {{dpi}} dpi',
  made: 'Made {{width}} × {{height}} pixels',
  tooLarge:
    'The graphics card of this computer cannot draw a picture this large: {{dpi}} dpi at most. Save it so, or choose a smaller paper.',
  noMap: 'The map is not drawn, so there is no picture of it.',
  notYet: 'The first load is not complete: export once everything is here.',
  failed: 'The picture was not made; there may be too little memory. Choose a smaller paper and try again.',
  asOf: 'Data as of {{time}}',
  asOfPast: 'As it was at {{time}}',
  madeBy: 'Exported by {{user}}, {{time}}',
  ratio: 'about 1:{{value}} (true size on {{format}})',
};
