import { TASK_OUTCOMES } from '../../../shared/domain/screening.ts';
import { dueCount } from '../../../shared/domain/rates.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { formatCount } from '../../lib/format.ts';
import { shareText } from '../figure-text.ts';
import type { MapDrawing } from '../map/map-drawing.ts';
import type { ReportView } from '../report-view.ts';
import { staleSinceMs } from '../source-text.ts';
import { CoverageMap } from './CoverageMap.tsx';

const UNFINISHED = ['unreachable', 'deferred', 'inProgress', 'assigned', 'pushed'] as const;

function OutcomeRow({ label, count, share, kind }: { label: string; count: number; share: string; kind?: 'total' | 'sub' }) {
  return (
    <tr className={kind === 'total' ? 'report-total' : undefined}>
      <th scope="row" className={kind === 'sub' ? 'report-sub' : undefined}>
        {label}
      </th>
      <td>{formatCount(count)}</td>
      <td>{share}</td>
    </tr>
  );
}

/** Every task of the list stands in exactly one row above or under the total: outcomes and unfinished add up to the due. */
function OutcomeTable({ view: { report, text } }: { readonly view: ReportView }) {
  const { counts, unplacedByPlacement } = report;
  const share = (count: number) => shareText(count, counts, text);
  const outcomes = TASK_OUTCOMES.flatMap((outcome, index) =>
    outcome === 'none' ? [] : [{ outcome, count: counts.outcomes[index - 1] ?? 0 }],
  );
  return (
    <table className="report-table">
      <thead>
        <tr>
          <th scope="col">{text('column.item')}</th>
          <th scope="col">{text('column.people')}</th>
          <th scope="col">{text('column.shareOfDue')}</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map(({ outcome, count }) => (
          <OutcomeRow key={outcome} label={text(`console:figure.${outcome}`)} count={count} share={share(count)} />
        ))}
        {UNFINISHED.map((state) => (
          <OutcomeRow key={state} label={text(`console:figure.${state}`)} count={counts[state]} share={share(counts[state])} />
        ))}
        <OutcomeRow
          kind="total"
          label={text('outcomes.total')}
          count={dueCount(counts, 'withDeferred')}
          share={share(dueCount(counts, 'withDeferred'))}
        />
        <OutcomeRow label={text('outcomes.withdrawn')} count={counts.withdrawn} share={text('none')} />
        <OutcomeRow label={text('outcomes.unplaced')} count={counts.unplaced} share={text('none')} />
        <OutcomeRow kind="sub" label={text('outcomes.unplacedNone')} count={unplacedByPlacement.none} share="" />
        <OutcomeRow kind="sub" label={text('outcomes.unplacedAmbiguous')} count={unplacedByPlacement.ambiguous} share="" />
      </tbody>
    </table>
  );
}

export function MapAndOutcomes({ view, map }: { readonly view: ReportView; readonly map: MapDrawing }) {
  const { report, text } = view;
  const sinceMs = staleSinceMs(report);
  const staleSince = sinceMs === null ? null : formatDateTime(sinceMs);
  const described = text('map.description', { area: report.area.name });
  const description = staleSince === null ? described : text('map.staleDescription', { description: described, time: staleSince });
  return (
    <div className="report-columns">
      <section>
        <h2>{text('section.map')}</h2>
        <CoverageMap text={text} description={description} map={map} staleSince={staleSince} />
      </section>
      <section>
        <h2>{text('section.outcomes')}</h2>
        <OutcomeTable view={view} />
      </section>
    </div>
  );
}
