import { useEffect, useMemo } from 'react';
import type { TaskListRow, TaskQuery } from '../../../shared/contract/backend-api.ts';
import type { AreaLevel, AreaRef } from '../../../shared/domain/areas.ts';
import type { BatchScope, TaskFigure } from '../../../shared/domain/figures.ts';
import { LIST_MARKS, PERSON_KINDS } from '../../../shared/domain/screening.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useAsOf, useShownNow } from '../../lib/use-moment.ts';
import { usePagedRows } from '../../lib/use-paged-rows.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { Chip } from '../../ui/Chip.tsx';
import type { TableColumn } from '../../ui/DataTable.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { REFRESH_MS } from '../detail/use-area-calls.ts';
import { taskStateChip } from '../detail/task-state.ts';
import { AddressCell, GridCell } from './PlaceCells.tsx';

interface TaskTableProps {
  readonly area: AreaRef;
  readonly scope: BatchScope;
  readonly figure: TaskFigure;
  readonly sort: TaskQuery['sort'];
  readonly text: string;
  /** Zero fills what there is. */
  readonly visibleRows: number;
  /** Told how many rows there are. */
  readonly onTotal?: (total: number) => void;
}

/** Tasks as the backend sorts them, names masked; only the pages in sight travel. */
export function TaskTable({ area, scope, figure, sort, text, visibleRows, onTotal }: TaskTableProps) {
  const { t } = useWords();
  const { client, live } = useServices();
  const filter = text.trim();
  const query = { area, scope, figure, sort, ...(filter === '' ? {} : { text: filter }), ...useAsOf('tasks') };
  const rows = usePagedRows<TaskListRow>(
    JSON.stringify(query),
    (offset, limit, signal) => client.call('tasks', { ...query, offset, limit }, { signal }),
    useRevision(live.coverage, REFRESH_MS),
  );
  const columns = useTaskColumns(area.level);
  useEffect(() => {
    if (rows.total !== null) onTotal?.(rows.total);
  }, [rows.total, onTotal]);
  return (
    <PagedTable
      label={t('detail.tasks')}
      rows={rows}
      columns={columns}
      visibleRows={visibleRows}
      empty={{ title: t('detail.tasksEmpty'), text: t('detail.tasksEmptyHint') }}
      {...(area.level === 'grid' ? {} : { onOpen: goToTask })}
    />
  );
}

function goToTask(task: TaskListRow): void {
  if (task.grid >= 0) goToArea({ level: 'grid', index: task.grid });
}

/** What else the list says of a person, masked as it came. */
function personTitle(task: TaskListRow, { t }: Words): string {
  const kind = t(`personKind.${PERSON_KINDS[task.personKind] ?? 'canvassed'}`);
  const mark = t(`listMark.${LIST_MARKS[task.listMark] ?? 'listed'}`);
  return [`${kind} · ${mark}`, task.batchCode, task.idNumber, task.phone].filter((part) => part !== '').join('\n');
}

function useTaskColumns(level: AreaLevel): readonly TableColumn<TaskListRow>[] {
  const words = useWords();
  const nowMs = useShownNow(60_000);
  return useMemo(() => {
    const { t } = words;
    const grid: TableColumn<TaskListRow> = {
      id: 'grid',
      header: t('detail.grid'),
      width: level === 'community' ? '76px' : 'minmax(0, 1.2fr)',
      cell: (task) =>
        task.grid < 0 ? (
          t(`placement.${task.placement === 2 ? 'ambiguous' : 'none'}`)
        ) : (
          <GridCell grid={task.grid} isUnderCommunity={level === 'community'} />
        ),
    };
    return [
      {
        id: 'person',
        header: t('detail.person'),
        width: '54px',
        cell: (task) => <span title={personTitle(task, words)}>{task.personName}</span>,
      },
      ...(level === 'grid' ? [] : [grid]),
      {
        id: 'address',
        header: t('detail.address'),
        width: 'minmax(0, 1.2fr)',
        cell: (task) => <AddressCell address={task.address} grid={task.grid} />,
      },
      {
        id: 'state',
        header: t('detail.state'),
        width: '112px',
        cell: (task) => {
          const { tone, text } = taskStateChip(task, nowMs, words);
          return <Chip tone={tone}>{text}</Chip>;
        },
      },
      { id: 'worker', header: t('detail.worker'), width: '52px', align: 'end', cell: (task) => task.workerName || t('detail.nobody') },
    ];
  }, [words, nowMs, level]);
}
