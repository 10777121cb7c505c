type Column = Float64Array | Uint32Array | Int32Array | Int16Array | Uint8Array;

/** The same columns in another length. */
export function resized<Columns extends { readonly [name: string]: Column }>(
  columns: Columns,
  make: (length: number) => Columns,
  length: number,
): Columns {
  const other = make(length);
  for (const [name, column] of Object.entries(columns)) other[name]?.set(column.subarray(0, length));
  return other;
}
