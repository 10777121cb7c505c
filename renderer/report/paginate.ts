/** One piece of a report that is never broken: a block, a heading that stays with what follows, or a row of a table. Heights in CSS pixels. */
export type FlowUnit =
  | { readonly kind: 'block'; readonly height: number }
  | { readonly kind: 'heading'; readonly height: number }
  | { readonly kind: 'row'; readonly height: number; readonly table: string; readonly headHeight: number };

export interface PageRoom {
  /** Height for content on the first page, and on the others, which have a running head. */
  readonly first: number;
  readonly others: number;
  /** What stands at the foot of the last page. */
  readonly tail: number;
}

/** Half-open range of units on one page. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** Rows of a table that stay together under its head, so that no head stands alone at the foot of a page. */
const ROWS_WITH_HEAD = 2;

/** Height that a unit adds to a page whose last unit is `before`: the first row of a table on a page brings the head along. */
function addedHeight(unit: FlowUnit, before: FlowUnit | undefined): number {
  if (unit.kind !== 'row') return unit.height;
  const continues = before?.kind === 'row' && before.table === unit.table;
  return unit.height + (continues ? 0 : unit.headHeight);
}

/** The units from `start` that must stand on one page together with it; at least the unit itself. */
function groupEnd(units: readonly FlowUnit[], start: number): number {
  let end = start;
  while (units[end]?.kind === 'heading') end++;
  const first = units[end];
  if (first?.kind !== 'row') return Math.min(end + 1, units.length);
  const isFirstOfTable = addedHeight(first, units[end - 1]) > first.height || end > start;
  const wanted = isFirstOfTable ? ROWS_WITH_HEAD : 1;
  let rows = 0;
  while (rows < wanted && isRowOf(units[end + rows], first.table)) rows++;
  return end + rows;
}

function isRowOf(unit: FlowUnit | undefined, table: string): boolean {
  return unit?.kind === 'row' && unit.table === table;
}

/** Height of the units from … to − 1 on a page of their own. */
export function heightOnPage(units: readonly FlowUnit[], { from, to }: PageRange): number {
  let height = 0;
  for (let index = from; index < to; index++) {
    const unit = units[index];
    if (unit !== undefined) height += addedHeight(unit, index > from ? units[index - 1] : undefined);
  }
  return height;
}

/**
 * Breaks a report into pages: units keep their order, tables break between rows and repeat their head, headings stay with what follows, and
 * the last page has room for the tail. A unit higher than a page stands alone on one and overflows: the caller checks.
 */
export function paginate(units: readonly FlowUnit[], room: PageRoom): PageRange[] {
  const pages: PageRange[] = [];
  const roomOf = (page: number) => (page === 0 ? room.first : room.others);
  let from = 0;
  let to = 0;
  while (to < units.length) {
    const end = groupEnd(units, to);
    if (to > from && heightOnPage(units, { from, to: end }) > roomOf(pages.length)) {
      pages.push({ from, to });
      from = to;
    }
    to = end;
  }
  const last = { from, to };
  if (heightOnPage(units, last) + room.tail <= roomOf(pages.length)) return [...pages, last];
  const split = lastGroupStart(units, from);
  return split > from ? [...pages, { from, to: split }, { from: split, to }] : [...pages, last, { from: to, to }];
}

/** Where the last group of a page begins: it goes over to the next page with the tail. */
function lastGroupStart(units: readonly FlowUnit[], from: number): number {
  let start = from;
  for (let index = from; index < units.length; index = groupEnd(units, index)) start = index;
  return start;
}
