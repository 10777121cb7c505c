import { HTMLSelect } from '@blueprintjs/core';
import { useState } from 'react';
import type { TaskSortColumn } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { dueCount } from '../../../shared/domain/rates.ts';
import { useAreaFigures } from '../../lib/use-figures.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { TaskTable } from '../rows/TaskTable.tsx';
import './task-section.css';

const SORTS = [
  { column: 'urgency', label: 'detail.sortUrgency' },
  { column: 'dueAt', label: 'detail.sortDue' },
  { column: 'state', label: 'detail.sortState' },
  { column: 'attempts', label: 'detail.sortAttempts' },
  { column: 'verifiedAt', label: 'detail.sortVerified' },
] as const satisfies readonly { readonly column: TaskSortColumn; readonly label: string }[];

const VISIBLE_ROWS = 8;

/** The tasks of a grid, most urgent first; those still to do, or all. */
export function TaskSection({ area }: { readonly area: AreaRef }) {
  const { t } = useWords();
  const scope = useLayersStore((state) => state.coverage.scope);
  const figures = useAreaFigures(area);
  const [part, setPart] = useState<'open' | 'all'>('open');
  const [sort, setSort] = useState<TaskSortColumn>('urgency');
  const [text, setText] = useState('');
  const open = figures === null ? 0 : dueCount(figures, 'withDeferred') - figures.verified;
  return (
    <Section
      title={`${t('detail.tasks')} ${figures?.listed ?? '–'}`}
      aside={
        <Segmented
          label={t('detail.tasks')}
          value={part}
          options={[
            { value: 'open', label: t('detail.tasksPending', { value: open }) },
            { value: 'all', label: t('detail.tasksAll') },
          ]}
          onChange={setPart}
        />
      }
    >
      <div className="task-tools">
        <input
          className="task-filter"
          type="search"
          placeholder={t('detail.tasksFilter')}
          aria-label={t('detail.tasksFilter')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <HTMLSelect
          className="task-sort"
          aria-label={t('detail.sort')}
          value={sort}
          onChange={(event) => setSort(SORTS.find((option) => option.column === event.currentTarget.value)?.column ?? 'urgency')}
          options={SORTS.map((option) => ({ value: option.column, label: t(option.label) }))}
        />
      </div>
      <TaskTable
        area={area}
        scope={scope}
        figure={part === 'open' ? 'missing' : 'listed'}
        sort={{ column: sort, descending: sort === 'urgency' || sort === 'attempts' || sort === 'verifiedAt' }}
        text={text}
        visibleRows={VISIBLE_ROWS}
      />
    </Section>
  );
}
