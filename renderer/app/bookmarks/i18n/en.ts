import type { bookmarksZhCN } from './zh-CN.ts';

export const bookmarksEn: { readonly [Key in keyof typeof bookmarksZhCN]: string } = {
  title: 'Bookmarks',
  name: 'Name of the bookmark',
  keep: 'Keep this view',
  kept: 'Kept “{{name}}”',
  full: 'There is room for {{value}} bookmarks: remove one first.',
  none: 'No bookmarks yet',
  noneHint: 'A bookmark keeps area, picked grids, metric, classes, layers, camera and moment, and brings you back to this view.',
  hint: '↑↓ choose, Enter opens, F2 renames, Alt ↑↓ sorts, Delete removes',
  rename: 'Rename {{name}}',
  earlier: 'Move up {{name}}',
  later: 'Move down {{name}}',
  remove: 'Remove {{name}}',
  removed: 'Removed “{{name}}”',
  takeBack: 'Take back',
  picked: '{{value}} grids picked',
  unknownArea: 'No area {{code}} in this version of the city',
};
