import type { SameKeys } from '../../lib/same-keys.ts';
import type { zhCN } from './zh-CN.ts';

/** A language's words: the keys of the Chinese catalogue. */
export type Catalogue = SameKeys<typeof zhCN>;
