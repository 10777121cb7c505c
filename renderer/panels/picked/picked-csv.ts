import Papa from 'papaparse';
import { type City, DEDICATED_KINDS } from '../../../shared/city/city.ts';
import { coverageRate, dueCount, RATE_RULES } from '../../../shared/domain/rates.ts';
import { formatDateMinute } from '../../lib/format.ts';
import type { Words } from '../../lib/use-words.ts';
import type { GridMetric } from '../../metrics/grid-metric.ts';
import type { PickedRow } from './use-picked.ts';

/** Excel takes a file without it for one in the system's old code page. */
const BYTE_ORDER_MARK = '\uFEFF';

export interface CsvFacts {
  readonly city: City;
  readonly metric: GridMetric;
  readonly user: string;
  readonly asOfMs: number;
}

/** Grids as a CSV file that Excel opens: names, counts, rates as fractions. A text that a spreadsheet would take for a formula is disarmed. */
export function pickedCsv(rows: readonly PickedRow[], { city, metric, user, asOfMs }: CsvFacts, { t }: Pick<Words, 't'>): string {
  const { grids, streets, districts, managingBodies } = city;
  const asOf = formatDateMinute(asOfMs);
  const records = rows.map(({ grid, name, figures, value }) => {
    const street = grids.street[grid] ?? 0;
    return {
      [t('picked.csv.code')]: grids.code[grid],
      [t('picked.csv.name')]: name,
      [t('picked.csv.street')]: streets.name[street],
      [t('picked.csv.district')]: districts.name[grids.district[grid] ?? 0],
      [t('picked.csv.managingBody')]: managingBodies[streets.managingBody[street] ?? 0],
      [t('picked.csv.kind')]: t(`gridKind.${DEDICATED_KINDS[grids.dedicatedKind[grid] ?? 0] ?? 'none'}`),
      [t('picked.households')]: figures.households,
      [t('figure.listed')]: figures.listed,
      [t('figure.due')]: dueCount(figures, 'withDeferred'),
      [t('figure.dueWithoutDeferred')]: dueCount(figures, 'withoutDeferred'),
      [t('figure.verified')]: figures.verified,
      ...Object.fromEntries(
        RATE_RULES.map((rule) => [`${t('figure.coverage')} ${t(`rule.${rule}`)}`, fraction(coverageRate(figures, rule))]),
      ),
      [t('figure.overdue')]: figures.overdue,
      [t('figure.openAlerts')]: figures.openAlerts,
      [t('figure.workersOnDuty')]: figures.workers,
      [`${t(`metric.name.${metric.id}`)} (${t(`metric.unit.${metric.unit}`)})`]: Number.isFinite(value) ? rounded(value) : '',
      [t('picked.csv.asOf')]: asOf,
      [t('picked.csv.by')]: user,
    };
  });
  return BYTE_ORDER_MARK + Papa.unparse(records, { escapeFormulae: true });
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** No data is an empty cell: a 0 would be taken for a rate. */
function fraction(rate: number | null): number | '' {
  return rate === null ? '' : rounded(rate);
}
