import { useState } from 'react';
import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { useServices } from '../../lib/services.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { type RowsRequest, useRowsStore } from '../../stores/rows.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { AlertTable } from './AlertTable.tsx';
import { Explanation } from './Explanation.tsx';
import { TaskTable } from './TaskTable.tsx';
import { WorkerTable } from './WorkerTable.tsx';
import { WorkOrderTable } from './WorkOrderTable.tsx';
import './rows.css';

/** The rows behind a figure: how the figure is made, and exactly those rows; their number is the figure. */
export function RowsPanel({ request }: { readonly request: RowsRequest }) {
  const words = useWords();
  const { t, count } = words;
  const { city } = useServices();
  const { close } = useRowsStore((state) => state.actions);
  const [total, setTotal] = useState<number | null>(null);
  const [part, setPart] = useState<RatePart>('all');
  const taskId = request.kind === 'tasks' ? taskIdOf(request) : '';
  return (
    <div className="rows-panel">
      <header className="rows-head">
        <button type="button" className="icon-button" aria-label={t('rows.close')} onClick={close}>
          <Icon name="back" />
        </button>
        <h2 className="rows-title one-line">
          {t('rows.title', { figure: figureName(request, words), area: areaName(city, request.area) })}
          {taskId !== '' && ` · ${t('search.task')} ${taskId}`}
        </h2>
        <span className="rows-total" data-figure="rows-total">
          {total === null ? '' : t('rows.total', { value: count(total) })}
        </span>
      </header>
      <Explanation request={request} total={part === 'all' ? total : null} />
      {request.kind === 'tasks' && request.rateRule !== undefined && (
        <Segmented
          label={t('rows.set')}
          value={part}
          options={RATE_PARTS.map((value) => ({ value, label: t(`rows.part.${value}`) }))}
          onChange={setPart}
        />
      )}
      <Rows request={request} part={part} onTotal={setTotal} />
    </div>
  );
}

const RATE_PARTS = ['all', 'done', 'open'] as const;
type RatePart = (typeof RATE_PARTS)[number];

function Rows({
  request,
  part,
  onTotal,
}: {
  readonly request: RowsRequest;
  readonly part: RatePart;
  readonly onTotal: (total: number) => void;
}) {
  switch (request.kind) {
    case 'tasks': {
      const figure = part === 'all' ? request.figure : part === 'done' ? 'verified' : 'missing';
      return (
        <TaskTable
          area={request.area}
          scope={request.scope}
          figure={figure}
          sort={{ column: 'urgency', descending: true }}
          text={taskIdOf(request)}
          visibleRows={0}
          onTotal={onTotal}
        />
      );
    }
    case 'alerts':
      return <AlertTable request={request} onTotal={onTotal} />;
    case 'workOrders':
      return <WorkOrderTable area={request.area} onTotal={onTotal} />;
    case 'workers':
      return <WorkerTable area={request.area} onTotal={onTotal} />;
  }
}

/** The number of the only task that is asked for, or nothing. */
function taskIdOf({ taskId }: Extract<RowsRequest, { kind: 'tasks' }>): string {
  return taskId === undefined ? '' : String(taskId);
}

function figureName(request: RowsRequest, { t }: Words): string {
  switch (request.kind) {
    case 'tasks':
      return request.rateRule === undefined ? t(`figure.${request.figure}`) : t('figure.coverage');
    case 'alerts': {
      const name = t(request.raised === null ? 'figure.openAlerts' : 'figure.alertsRaised');
      return request.level === null ? name : `${name} ${t(`alertLevel.${ALERT_LEVELS[request.level] ?? 'blue'}`)}`;
    }
    case 'workOrders':
      return t('figure.openWorkOrders');
    case 'workers':
      return t('figure.workersOnDuty');
  }
}
