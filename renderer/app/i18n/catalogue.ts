import type { zhCN } from './zh-CN.ts';

type SameKeys<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : SameKeys<T[Key]> };

/** A language's words: the keys of the Chinese catalogue. */
export type Catalogue = SameKeys<typeof zhCN>;
