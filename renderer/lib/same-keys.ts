/** A language's words: the keys of the Chinese ones, which are the reference. */
export type SameKeys<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : SameKeys<T[Key]> };
