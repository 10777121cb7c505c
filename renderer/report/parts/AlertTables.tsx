import type { ReportAlertRow } from '../../../shared/contract/daily-report.ts';
import { ALERT_KINDS, ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { formatCount, formatMinute } from '../../lib/format.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { durationText } from '../figure-text.ts';
import type { ReportText } from '../i18n/report-text.ts';
import type { ReportView } from '../report-view.ts';

const KIND_COLUMNS = 2;

function AlertHead({ label, text }: { readonly label: string; readonly text: ReportText }) {
  return (
    <thead>
      <tr>
        <th scope="col">{label}</th>
        <th scope="col">{text('column.raised')}</th>
        <th scope="col">{text('column.open')}</th>
        <th scope="col">{text('column.meanAcknowledge')}</th>
      </tr>
    </thead>
  );
}

function AlertCells({ row, text }: { readonly row: ReportAlertRow | undefined; readonly text: ReportText }) {
  const { raised, open, meanAcknowledgeMs } = row ?? { raised: 0, open: 0, meanAcknowledgeMs: null };
  return (
    <>
      <td>{formatCount(raised)}</td>
      <td>{formatCount(open)}</td>
      <td>{meanAcknowledgeMs === null ? text('none') : durationText(meanAcknowledgeMs)}</td>
    </>
  );
}

function LevelTable({ view: { report, text } }: { readonly view: ReportView }) {
  return (
    <table className="report-table">
      <AlertHead label={text('column.level')} text={text} />
      <tbody>
        {ALERT_LEVELS.map((level, index) => (
          <tr key={level}>
            <th scope="row">
              <AlertMark level={index} />
              {text(`console:alertLevel.${level}`)}
            </th>
            <AlertCells row={report.alertsByLevel[index]} text={text} />
          </tr>
        ))}
        <tr className="report-total">
          <th scope="row">{text('total')}</th>
          <td>{formatCount(report.alertsByLevel.reduce((sum, row) => sum + row.raised, 0))}</td>
          <td>{formatCount(report.alertsByLevel.reduce((sum, row) => sum + row.open, 0))}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

function KindTable({ view: { report, text }, from, to }: { readonly view: ReportView; readonly from: number; readonly to: number }) {
  return (
    <table className="report-table">
      <AlertHead label={text('column.kind')} text={text} />
      <tbody>
        {ALERT_KINDS.slice(from, to).map((kind, offset) => (
          <tr key={kind}>
            <th scope="row">{text(`console:alertKind.${kind}`)}</th>
            <AlertCells row={report.alertsByKind[from + offset]} text={text} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function AlertTables({ view }: { readonly view: ReportView }) {
  const perColumn = Math.ceil(ALERT_KINDS.length / KIND_COLUMNS);
  return (
    <section className="report-section">
      <h2>{view.text('section.alerts', { time: formatMinute(view.report.asOfMs) })}</h2>
      <div className="report-alerts">
        <LevelTable view={view} />
        <KindTable view={view} from={0} to={perColumn} />
        <KindTable view={view} from={perColumn} to={ALERT_KINDS.length} />
      </div>
    </section>
  );
}
