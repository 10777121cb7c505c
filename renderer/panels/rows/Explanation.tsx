import type { ReactNode } from 'react';
import { TASK_OUTCOMES } from '../../../shared/domain/screening.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { coverageRate, dueCount } from '../../../shared/domain/rates.ts';
import { useServices } from '../../lib/services.ts';
import { useAreaFigures } from '../../lib/use-figures.ts';
import { useShownScope } from '../../lib/use-moment.ts';
import { useRevision } from '../../lib/use-live.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import type { RowsRequest } from '../../stores/rows.store.ts';
import { batchesOf } from './batches-of.ts';

interface ExplanationProps {
  readonly request: RowsRequest;
  /** Rows there are now; null while unknown or while only a part is shown. */
  readonly total: number | null;
}

/** Where a number comes from: formula, rule, batches, what is left out, as of when. */
export function Explanation({ request, total }: ExplanationProps) {
  const { t, count } = useWords();
  const { live, shown } = useServices();
  useRevision(live.status, 1000);
  const { snapshot } = live.status;
  return (
    <details className="explanation" open>
      <summary>{t('rows.explain')}</summary>
      <dl>
        <Formula request={request} />
        {request.kind === 'tasks' && <TaskTerms request={request} />}
        <Term name={t('rows.asOf')}>{formatDateTime(shown.status.nowMs())}</Term>
        <Term name={t('rows.position')}>{snapshot?.position ?? '–'}</Term>
      </dl>
      {total !== null && request.shown !== null && total !== request.shown && (
        <p className="explanation-moment">{t('rows.moment', { figure: count(request.shown), total: count(total) })}</p>
      )}
    </details>
  );
}

function Formula({ request }: { readonly request: RowsRequest }) {
  const words = useWords();
  const { t, rate, count } = words;
  const figures = useAreaFigures(request.area);
  const rule = request.kind === 'tasks' ? request.rateRule : undefined;
  return (
    <Term name={t('rows.formula')}>
      {formulaOf(request, words)}
      {rule !== undefined && figures !== null && (
        <strong>
          {t('explain.coverageValue', {
            verified: count(figures.verified),
            due: count(dueCount(figures, rule)),
            rate: rate(coverageRate(figures, rule)),
          })}
        </strong>
      )}
    </Term>
  );
}

/** Scope, batches and exclusions of a figure of tasks. */
function TaskTerms({ request }: { readonly request: Extract<RowsRequest, { kind: 'tasks' }> }) {
  const { t, count, scope } = useWords();
  const { live } = useServices();
  const figures = useAreaFigures(request.area);
  const batches = batchesOf(request.scope, live.coverage.batchIds, live.status.snapshot?.batches ?? []);
  const unplaced = figures?.unplaced ?? null;
  const shownScope = useShownScope(request.scope);
  const isWithoutDeferred = request.figure === 'dueWithoutDeferred';
  const left = [
    figures === null || request.figure === 'listed' || request.figure === 'withdrawn'
      ? ''
      : t('explain.excludeWithdrawn', { value: count(figures.withdrawn) }),
    figures === null || !isWithoutDeferred ? '' : t('explain.excludeDeferred', { value: count(figures.deferred) }),
    unplaced === null || request.figure === 'unplaced' ? '' : t('explain.excludeUnplaced', { value: count(unplaced) }),
  ].filter((text) => text !== '');
  return (
    <>
      {request.rateRule !== undefined && <Term name={t('rows.rule')}>{t(`rule.${request.rateRule}`)}</Term>}
      <Term name={t('rows.batches')}>
        {scope(shownScope, batches[0]?.code ?? '')}
        {batches.length > 0 && request.scope.kind !== 'batch' && ` · ${batches.map((batch) => batch.code).join('、')}`}
      </Term>
      <Term name={t('rows.excluded')}>{left.length === 0 ? t('explain.excludeNone') : left.join(' · ')}</Term>
    </>
  );
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function formulaOf(request: RowsRequest, { t }: Words): string {
  switch (request.kind) {
    case 'tasks': {
      if (request.rateRule !== undefined) return t('explain.coverage');
      const { figure } = request;
      return isOutcome(figure) ? t('explain.outcome') : t(`explain.${figure}`);
    }
    case 'alerts':
      return t(request.raised === null ? 'explain.openAlerts' : 'explain.alertsRaised');
    case 'workOrders':
      return t('explain.openWorkOrders');
    case 'workers':
      return t('explain.workersOnDuty');
  }
}

type Outcome = Exclude<(typeof TASK_OUTCOMES)[number], 'none'>;
function isOutcome(figure: Extract<RowsRequest, { kind: 'tasks' }>['figure']): figure is Outcome {
  return TASK_OUTCOMES.some((outcome) => outcome === figure);
}
