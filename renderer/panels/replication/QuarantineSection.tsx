import { useCallback, useMemo } from 'react';
import type { QuarantineRow } from '../../../shared/contract/source-status.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { useServices } from '../../lib/services.ts';
import { type CommandRun, useCommand } from '../../lib/use-command.ts';
import { useNow } from '../../lib/use-live.ts';
import { type FetchPage, usePagedRows } from '../../lib/use-paged-rows.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import type { TableColumn } from '../../ui/DataTable.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { Section } from '../../ui/Section.tsx';

/** Every row is asked of the source again; with a hundred thousand of them it takes a while. */
const DEADLINE_MS = 5 * 60_000;
const VISIBLE_ROWS = 10;

interface QuarantineSectionProps {
  readonly quarantinedRows: number;
  /** Whether the source can be asked for single records. */
  readonly repeatsRows: boolean;
}

/** Records that came and could not be used: which, why, where they came from; one or all can be fetched again. */
export function QuarantineSection({ quarantinedRows, repeatsRows }: QuarantineSectionProps) {
  const words = useWords();
  const { t, count } = words;
  const { client } = useServices();
  const command = useCommand(DEADLINE_MS);
  const fetchPage = useCallback<FetchPage<QuarantineRow>>(
    (offset, limit, signal) => client.call('quarantine', { offset, limit }, { signal }),
    [client],
  );
  const rows = usePagedRows('quarantine', fetchPage, quarantinedRows);
  const nowMs = useNow(60_000);
  const columns = useMemo(
    () => [...quarantineColumns(words, nowMs), ...(repeatsRows ? [retryColumn(command)] : [])],
    [words, nowMs, command, repeatsRows],
  );
  return (
    <Section
      title={t('replication.quarantine.title')}
      aside={
        quarantinedRows > 0 && (
          <>
            {t('replication.quarantine.total', { value: count(quarantinedRows) })}
            {repeatsRows && (
              <button
                type="button"
                className="text-button"
                disabled={command.run.state === 'working'}
                onClick={() => retry(command, null, words)}
              >
                {t('replication.quarantine.retryAll')}
              </button>
            )}
          </>
        )
      }
    >
      <PagedTable
        label={t('replication.quarantine.title')}
        rows={rows}
        columns={columns}
        visibleRows={VISIBLE_ROWS}
        empty={{ title: t('replication.quarantine.empty'), text: t('replication.quarantine.emptyHint') }}
      />
      {quarantinedRows > 0 || command.run.state !== 'idle' ? (
        <CommandLine run={command.run} hint={t(repeatsRows ? 'replication.quarantine.retryHint' : 'replication.quarantine.cannotRepeat')} />
      ) : null}
    </Section>
  );
}

function retry({ call }: CommandRun, row: QuarantineRow | null, { t, count }: Words): void {
  const only = row === null ? null : { table: row.table, key: row.key };
  void call('retryQuarantine', { row: only }, ({ asked, cured }) =>
    t('replication.quarantine.retried', { asked: count(asked), cured: count(cured) }),
  );
}

function tableWord(name: string, { t }: Words): string {
  const known = TABLE_NAMES.find((candidate) => candidate === name);
  return known === undefined ? name : t(`table.${known}`);
}

function quarantineColumns(words: Words, nowMs: number): readonly TableColumn<QuarantineRow>[] {
  const { t } = words;
  const text = (id: 'table' | 'key' | 'reason' | 'column' | 'position' | 'time', width: string, of: (row: QuarantineRow) => string) => ({
    id,
    header: t(`replication.quarantine.${id}`),
    width,
    cell: (row: QuarantineRow) => <span title={of(row)}>{of(row)}</span>,
  });
  return [
    text('table', '76px', (row) => tableWord(row.table, words)),
    text('key', '84px', ({ key }) => key),
    text('reason', '128px', ({ reason }) => t(`replication.quarantine.reasonOf.${reason}`)),
    text('column', '92px', ({ column }) => column),
    { id: 'value', header: t('replication.quarantine.value'), width: 'minmax(0, 1fr)', cell: (row) => <SetAsideValue row={row} /> },
    text('position', 'minmax(0, 1fr)', ({ position }) => position),
    text('time', '96px', ({ committedAtMs }) =>
      committedAtMs === null ? t('replication.quarantine.snapshot') : formatMoment(committedAtMs, nowMs),
    ),
  ];
}

function retryColumn(command: CommandRun): TableColumn<QuarantineRow> {
  return { id: 'retry', header: '', width: '52px', align: 'end', cell: (row) => <RetryOne row={row} command={command} /> };
}

/** What stood there; nothing of a column that could say something of a person leaves the backend. */
function SetAsideValue({ row: { column, value, reason } }: { readonly row: QuarantineRow }) {
  const { t } = useWords();
  if (reason === 'missingValue') return <span className="quiet">{t('replication.quarantine.missing')}</span>;
  if (value !== '') return <span title={value}>{value}</span>;
  return column === '' ? null : <span className="quiet">{t('replication.quarantine.hidden')}</span>;
}

function RetryOne({ row, command }: { readonly row: QuarantineRow; readonly command: CommandRun }) {
  const words = useWords();
  const { t } = words;
  if (row.key === '') return null;
  return (
    <button
      type="button"
      className="text-button"
      aria-label={t('replication.quarantine.retryOneOf', { table: tableWord(row.table, words), key: row.key })}
      disabled={command.run.state === 'working'}
      onClick={() => retry(command, row, words)}
    >
      {t('replication.quarantine.retryOne')}
    </button>
  );
}
