import { TABLES } from './index.ts';
import type { TableSpec } from './table-spec.ts';

/** FNV-1a over UTF-16 units, 64 bits as 16 hex digits: tells specs apart, proves nothing. */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

function describe(spec: TableSpec): unknown {
  return [spec.name, spec.source, spec.key, Object.entries(spec.columns), spec.indexes];
}

/** Changes with any table, column, list of values, key or index, and with whatever else the stored form depends on. */
export function specHash(tables: readonly TableSpec[], extra: readonly (string | number)[]): string {
  return fnv1a64(JSON.stringify([tables.map(describe), extra]));
}

/** The hash of every replicated table of this version of the program. */
export function replicatedSpecHash(extra: readonly (string | number)[]): string {
  return specHash(Object.values(TABLES), extra);
}
