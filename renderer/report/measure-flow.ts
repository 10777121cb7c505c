import type { FlowUnit, PageRoom } from './paginate.ts';
import type { FlowElement } from './flow-element.ts';

/** An A4 sheet, and the height for content between its margins and above its foot, in CSS pixels; the same in report.css. */
const SHEET_WIDTH = 794;
const BODY_HEIGHT = 1027;

/** Heights of the flow's pieces as they stand, unbroken, in the measuring sheet. */
export function measureFlow(sheet: Element, elements: readonly FlowElement[]): { units: FlowUnit[]; room: PageRoom } {
  // A preview may be zoomed: the sheet's own width tells by how much.
  const scale = sheet.getBoundingClientRect().width / SHEET_WIDTH;
  const heightOf = (element: Element | null | undefined): number => (element?.getBoundingClientRect().height ?? 0) / scale;
  const blocks = sheet.querySelectorAll('[data-flow-unit]');
  const rows = new Map<string, { head: number; rows: NodeListOf<Element> }>();
  for (const table of sheet.querySelectorAll('[data-flow-table]')) {
    rows.set(table.getAttribute('data-flow-table') ?? '', {
      head: heightOf(table.querySelector('thead')),
      rows: table.querySelectorAll('tbody > tr'),
    });
  }
  let block = 0;
  const taken = new Map<string, number>();
  const units = elements.map((element): FlowUnit => {
    if (element.kind !== 'row') return { kind: element.kind, height: heightOf(blocks[block++]) };
    const table = element.table.id;
    const row = taken.get(table) ?? 0;
    taken.set(table, row + 1);
    return { kind: 'row', table, height: heightOf(rows.get(table)?.rows[row]), headHeight: rows.get(table)?.head ?? 0 };
  });
  const runningHead = heightOf(sheet.querySelector('.report-running-head'));
  const tail = heightOf(sheet.querySelector('.report-sign-off'));
  return { units, room: { first: BODY_HEIGHT, others: BODY_HEIGHT - runningHead, tail } };
}
