import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FlowUnit, heightOnPage, type PageRoom, paginate } from './paginate.ts';

const ROOM: PageRoom = { first: 1000, others: 960, tail: 60 };

const block = fc.record({ kind: fc.constant('block' as const), height: fc.integer({ min: 10, max: 500 }) });
const table = fc.record({
  rows: fc.integer({ min: 1, max: 90 }),
  row: fc.integer({ min: 12, max: 40 }),
  head: fc.integer({ min: 15, max: 40 }),
});
const section = fc.oneof(
  block.map((unit): FlowUnit[] => [unit]),
  table.map(({ rows, row, head }): FlowUnit[] => [
    { kind: 'heading', height: 35 },
    ...Array.from({ length: rows }, (): FlowUnit => ({ kind: 'row', table: '', height: row, headHeight: head })),
  ]),
);
/** A report: blocks and tables with headings; each table has a name of its own. */
const flow = fc
  .array(section, { minLength: 1, maxLength: 8 })
  .map((sections) =>
    sections.flatMap((units, index) => units.map((unit): FlowUnit => (unit.kind === 'row' ? { ...unit, table: `table-${index}` } : unit))),
  );

function roomOf(page: number): number {
  return page === 0 ? ROOM.first : ROOM.others;
}

describe('paginate', () => {
  it('puts every piece on exactly one page, in order', () => {
    fc.assert(
      fc.property(flow, (units) => {
        const pages = paginate(units, ROOM);
        const indices = pages.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, offset) => from + offset));
        expect(indices).toEqual(units.map((_, index) => index));
      }),
    );
  });

  it('fills no page beyond its foot, repeated heads and the sign-off included', () => {
    fc.assert(
      fc.property(flow, (units) => {
        const pages = paginate(units, ROOM);
        pages.forEach((range, page) => {
          const tail = page === pages.length - 1 ? ROOM.tail : 0;
          expect(heightOnPage(units, range) + tail).toBeLessThanOrEqual(roomOf(page));
        });
      }),
    );
  });

  it('leaves no heading and no single first row at the foot of a page', () => {
    fc.assert(
      fc.property(flow, (units) => {
        for (const { from, to } of paginate(units, ROOM).slice(0, -1)) {
          const last = units[to - 1];
          expect(last?.kind).not.toBe('heading');
          const before = units[to - 2];
          const next = units[to];
          const opensTable = last?.kind === 'row' && before?.kind === 'heading' && to - 1 > from;
          const goesOn = last?.kind === 'row' && next?.kind === 'row' && next.table === last.table;
          expect(opensTable && goesOn).toBe(false);
        }
      }),
    );
  });

  it('counts the head again where a table goes on', () => {
    const rows = Array.from({ length: 50 }, (): FlowUnit => ({ kind: 'row', table: 'grids', height: 30, headHeight: 40 }));
    expect(paginate(rows, ROOM)).toEqual([
      { from: 0, to: 32 },
      { from: 32, to: 50 },
    ]);
  });

  it('takes the last piece along to a new page when the sign-off does not fit under it', () => {
    const units: FlowUnit[] = [
      { kind: 'block', height: 500 },
      { kind: 'block', height: 460 },
    ];
    expect(paginate(units, ROOM)).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ]);
  });
});
