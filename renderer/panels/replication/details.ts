export type Details = Readonly<Record<string, string | number>>;

/** What is shown of a trouble's details, in this order; each has a word in the catalogues. */
export const DETAIL_NAMES = [
  'address',
  'area',
  'table',
  'column',
  'change',
  'found',
  'needed',
  'reason',
  'publication',
  'slot',
  'pid',
  'path',
  'aheadMs',
  'seconds',
] as const;
