import type { SameKeys } from '../../lib/same-keys.ts';
import type { reportZhCN } from './zh-CN.ts';

/** A language's words of the report: the keys of the Chinese catalogue. */
export type ReportCatalogue = SameKeys<typeof reportZhCN>;
