import { useState } from 'react';
import type { BatchCoverage } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { coverageRate, dueCount } from '../../../shared/domain/rates.ts';
import { openTaskRows } from '../../lib/open-rows.ts';
import type { CallState } from '../../lib/use-call.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { isBehind, RateBar } from '../../ui/RateBar.tsx';
import { Section } from '../../ui/Section.tsx';
import './batch-table.css';

/** The latest batches are looked at; older ones on request. */
const FIRST_BATCHES = 6;

/** Coverage of each batch that concerns the area, newest first. */
export function BatchTable({ call }: { readonly call: CallState<readonly BatchCoverage[]> }) {
  const { t } = useWords();
  return (
    <Section title={t('detail.batches')}>
      <CallBody
        call={call}
        skeletonRows={4}
        isEmpty={(batches) => batches.every((batch) => batch.counts.listed === 0)}
        empty={<PanelMessage tone="empty" title={t('detail.batchesEmpty')} />}
      >
        {(batches) => <Batches batches={batches.filter((batch) => batch.counts.listed > 0)} />}
      </CallBody>
    </Section>
  );
}

function Batches({ batches }: { readonly batches: readonly BatchCoverage[] }) {
  const { t } = useWords();
  const area = useSelectionStore((state) => state.selected);
  const [showsAll, setShowsAll] = useState(false);
  return (
    <>
      <table className="batch-table">
        <thead>
          <tr>
            <th scope="col">{t('detail.batchCode')}</th>
            <th scope="col">{t('figure.coverageShort')}</th>
            <th scope="col" className="number">
              {t('figure.verifiedOfDue')}
            </th>
            <th scope="col" className="number">
              {t('figure.overdue')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(showsAll ? batches : batches.slice(0, FIRST_BATCHES)).map((batch) => (
            <BatchRow key={batch.batchId} batch={batch} area={area} />
          ))}
        </tbody>
      </table>
      {batches.length > FIRST_BATCHES && (
        <button type="button" className="text-button batch-more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('detail.batchesFewer') : t('detail.batchesOlder', { value: batches.length - FIRST_BATCHES })}
        </button>
      )}
    </>
  );
}

function BatchRow({ batch, area }: { readonly batch: BatchCoverage; readonly area: AreaRef }) {
  const { t, rate, count, day } = useWords();
  const rule = useLayersStore((state) => state.coverage.rule);
  const { setCoverage } = useLayersStore((state) => state.actions);
  const coverage = coverageRate(batch.counts, rule);
  const scope = { kind: 'batch', batchId: batch.batchId } as const;
  const due = dueCount(batch.counts, rule);
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="figure-button"
          title={t('scope.batch', { code: batch.code })}
          onClick={() => setCoverage({ scope })}
        >
          {batch.code}
        </button>{' '}
        <span className="quiet">{day(batch.day)}</span>
      </th>
      <td>
        <span className="child-rate">
          <span data-behind={isBehind(coverage)}>{rate(coverage)}</span>
          <RateBar rate={coverage} />
        </span>
      </td>
      <td className="number">
        <button type="button" className="figure-button" onClick={() => openTaskRows(area, scope, 'verified', batch.counts.verified)}>
          {count(batch.counts.verified)}
        </button>
        <button
          type="button"
          className="figure-button quiet"
          onClick={() => openTaskRows(area, scope, rule === 'withDeferred' ? 'due' : 'dueWithoutDeferred', due)}
        >
          /{count(due)}
        </button>
      </td>
      <td className="number">
        <button
          type="button"
          className={batch.counts.overdue === 0 ? 'figure-button quiet' : 'figure-button'}
          onClick={() => openTaskRows(area, scope, 'overdue', batch.counts.overdue)}
        >
          {count(batch.counts.overdue)}
        </button>
      </td>
    </tr>
  );
}
