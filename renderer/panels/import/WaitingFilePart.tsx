import type { ReactNode } from 'react';
import type { TableDifference, WaitingFile } from '../../../shared/contract/import-preview.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { useWords, type Words } from '../../lib/use-words.ts';

interface WaitingFilePartProps {
  readonly file: WaitingFile;
  readonly onApply: (file: WaitingFile) => void;
}

/** The file that comes next: who signed it, what it reaches from and to, what it would change. */
export function WaitingFilePart({ file, onApply }: WaitingFilePartProps) {
  const { t, count } = useWords();
  const { name, kind, number, key, rows, from, to, toMs, exportedAtMs, difference } = file;
  return (
    <section className="import-waiting" aria-label={name}>
      <h3>{name}</h3>
      <dl className="import-facts">
        <Fact name="signed">{t('importFiles.signedBy', { key })}</Fact>
        <Fact name="range">
          {kind === 'snapshot'
            ? t('importFiles.rangeSnapshot', { number })
            : t('importFiles.rangeChanges', { number, previous: number - 1 })}
        </Fact>
        <Fact name="complete">{formatDateTime(toMs)}</Fact>
        <Fact name="exported">{formatDateTime(exportedAtMs)}</Fact>
        <Fact name="rows">{t(kind === 'snapshot' ? 'importFiles.rows' : 'importFiles.changes', { rows: count(rows) })}</Fact>
        <Fact name="position">{from === null ? to : t('importFiles.positionFrom', { from, to })}</Fact>
      </dl>
      <DifferenceTable difference={difference} />
      <button type="button" className="plain-button import-apply" onClick={() => onApply(file)}>
        {t('importFiles.apply')}
      </button>
    </section>
  );
}

type FactName = 'signed' | 'range' | 'complete' | 'exported' | 'rows' | 'position';

function Fact({ name, children }: { readonly name: FactName; readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <div>
      <dt>{t(`importFiles.fact.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const COUNTS = ['added', 'changed', 'removed'] as const;

function tableWord(table: string, { t }: Words): string {
  const known = TABLE_NAMES.find((candidate) => candidate === table);
  return known === undefined ? table : t(`table.${known}`);
}

function DifferenceTable({ difference }: { readonly difference: readonly TableDifference[] }) {
  const words = useWords();
  const { t, count } = words;
  if (difference.length === 0) return <p className="import-note">{t('importFiles.noDifference')}</p>;
  const sum = (name: (typeof COUNTS)[number]): number => difference.reduce((total, row) => total + row[name], 0);
  return (
    <table className="import-difference">
      <caption className="visually-hidden">{t('importFiles.difference')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('importFiles.table')}</th>
          {COUNTS.map((name) => (
            <th key={name} scope="col">
              {t(`importFiles.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {difference.map((row) => (
          <tr key={row.table}>
            <th scope="row">{tableWord(row.table, words)}</th>
            {COUNTS.map((name) => (
              <td key={name} data-zero={row[name] === 0}>
                {count(row[name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('importFiles.total')}</th>
          {COUNTS.map((name) => (
            <td key={name}>{count(sum(name))}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
