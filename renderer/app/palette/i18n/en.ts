import type { SameKeys } from '../../../lib/same-keys.ts';
import type { paletteZhCN, searchZhCN } from './zh-CN.ts';

export const paletteEn: SameKeys<typeof paletteZhCN> = {
  textRefused: 'Not drawn: a text cannot hold seven digits in a row',
  notDrawn: 'Not drawn',
  noConsultation: 'No consultation is on',
  nothingPicked: 'No grids are picked',
  noRedAlert: 'No new alert of level red',
  choice: '{{setting}}: {{value}}',
  chosen: 'set',
  alertLevels: 'Levels of alerts',
  alertStates: 'States of alerts',
  alertKinds: 'Kinds of alerts',
  title: 'Command palette',
  placeholder: 'Type a command, or search areas, compounds, tasks…',
  commands: 'Commands',
  areas: 'Search results',
  recent: 'Seen lately',
  empty: 'No command or result matches.',
  openLink: 'Open the link',
  wallPinned: 'The walls show this selection until they get their rotation back',
  wallPinnedCoverage: 'On the walls, by coverage: what the map is coloured by now stays on the console',
  wallUnpinned: 'The walls have their rotation back',
  wallFrozen: 'The walls are frozen at this picture',
  wallReleased: 'The consultation is over: the walls show what they showed before',
  wallFailed: 'The walls did not change',
  linkCopied: 'Link copied',
  linkFailed: 'The clipboard cannot be written',
};

export const searchEn: SameKeys<typeof searchZhCN> = {
  placeholder: 'Grid, compound, task, pinyin…',
  label: 'Search',
  results: 'Results: {{value}}',
  empty: 'Nothing found for “{{text}}”',
  emptyHint: 'Type a name, pinyin, initials, a grid code or a task number.',
  tasksNotYet: 'Tasks have not all come yet: for now only grids, compounds and areas are found.',
  compound: 'compound',
  task: 'task',
  clear: 'Clear',
};
