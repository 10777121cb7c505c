import type { reportZhCN } from './zh-CN.ts';

type SameKeys<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : SameKeys<T[Key]> };

/** A language's words of the report: the keys of the Chinese catalogue. */
export type ReportCatalogue = SameKeys<typeof reportZhCN>;
