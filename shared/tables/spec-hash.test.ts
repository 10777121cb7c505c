import { describe, expect, test } from 'vitest';
import { replicatedSpecHash, specHash } from './spec-hash.ts';
import { defineTable, integer, nullable, oneOf, text, type TableSpec } from './table-spec.ts';

const spec = defineTable({
  name: 'thing',
  source: 'alerts',
  key: 'id',
  columns: { id: integer, kind: oneOf(['a', 'b']), title: text },
  indexes: [['kind']],
});

describe('the hash of the table specs', () => {
  test('is the same for the same specs', () => {
    expect(specHash([spec], [1, 'city'])).toBe(specHash([structuredClone(spec)], [1, 'city']));
    expect(replicatedSpecHash([1])).toMatch(/^[0-9a-f]{16}$/);
  });

  const changed: readonly [string, TableSpec][] = [
    ['name', { ...spec, name: 'other' }],
    ['source', { ...spec, source: 'visits' }],
    ['key', { ...spec, key: 'kind' }],
    ['column name', { ...spec, columns: { id: integer, sort: oneOf(['a', 'b']), title: text } }],
    ['column type', { ...spec, columns: { ...spec.columns, title: integer } }],
    ['nullability', { ...spec, columns: { ...spec.columns, title: nullable(text) } }],
    ['list of values', { ...spec, columns: { ...spec.columns, kind: oneOf(['a', 'b', 'c']) } }],
    ['order of columns', { ...spec, columns: { id: integer, title: text, kind: oneOf(['a', 'b']) } }],
    ['index', { ...spec, indexes: [['kind'], ['title']] }],
  ];
  test.each(changed)('changes with another %s', (_, other) => {
    expect(specHash([other], [])).not.toBe(specHash([spec], []));
  });

  test('changes with whatever else the stored form depends on', () => {
    expect(new Set([[], [1], [2], ['1'], [1, 1]].map((extra) => specHash([spec], extra))).size).toBe(5);
  });
});
