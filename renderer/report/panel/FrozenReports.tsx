import type { FrozenReportSummary } from '../../../shared/contract/daily-report.ts';
import { formatDay, formatTimeOfDay } from '../../../shared/domain/time.ts';
import type { CallState } from '../../lib/use-call.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import type { ReportText } from '../i18n/report-text.ts';

interface FrozenReportsProps {
  readonly list: CallState<readonly FrozenReportSummary[]>;
  readonly shownNumber: string | null;
  readonly text: ReportText;
  readonly onShow: (number: string) => void;
}

/** Reports that were frozen, the latest first: choosing one shows it, to be printed or saved again under its number. */
export function FrozenReports({ list, shownNumber, text, onShow }: FrozenReportsProps) {
  return (
    <section className="report-frozen" aria-label={text('panel.frozen')}>
      <h3>{text('panel.frozen')}</h3>
      <CallBody
        call={list}
        skeletonRows={4}
        isEmpty={(reports) => reports.length === 0}
        empty={<PanelMessage tone="empty" title={text('panel.frozenEmpty')} />}
      >
        {(reports) => (
          <ul>
            {reports.map(({ number, areaName, day, cutoffMinute }) => (
              <li key={number}>
                <button
                  type="button"
                  aria-pressed={number === shownNumber}
                  aria-label={text('panel.show', { number })}
                  onClick={() => onShow(number)}
                >
                  <span>{number}</span>
                  <span className="report-frozen-facts">
                    {areaName} · {text('panel.frozenOf', { day: formatDay(day), cutoff: formatTimeOfDay(cutoffMinute) })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </CallBody>
    </section>
  );
}
