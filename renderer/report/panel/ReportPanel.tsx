import { Dialog } from '@blueprintjs/core';
import { useCallback, useMemo, useState } from 'react';
import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import { dayOf } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { type CallState, useCall } from '../../lib/use-call.ts';
import { useWords } from '../../lib/use-words.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { type ReportText, reportText } from '../i18n/report-text.ts';
import { OfficeLinesForm } from './OfficeLinesForm.tsx';
import { FrozenReports } from './FrozenReports.tsx';
import { PrintedReport } from './PrintedReport.tsx';
import { reportableArea } from './report-choice.ts';
import { firstChoice, ReportForm, requestOf } from './ReportForm.tsx';
import { ReportPreview } from './ReportPreview.tsx';
import { type JobState, useReportJob } from './use-report-job.ts';
import './report-panel.css';

const TITLE_ID = 'report-panel-title';
const FROZEN_LIMIT = 50;
const PREVIEW_ROWS = 7;

function JobLine({ job, text }: { readonly job: JobState; readonly text: ReportText }) {
  const isFailed = job.state === 'failed';
  return (
    <p className="report-job" role={isFailed ? 'alert' : 'status'} data-failed={isFailed}>
      {job.state === 'idle' && text('panel.freezeHint')}
      {job.state === 'working' && text('panel.printing')}
      {job.state === 'saved' && text('panel.saved', { fileName: job.fileName })}
      {isFailed && text(`console:error.${job.error.code}`)}
    </p>
  );
}

/** What the form asks for, or the frozen report that was chosen instead. */
function useShownReport() {
  const { city, session, live } = useServices();
  const { language } = useWords();
  const selected = useSelectionStore((state) => state.selected);
  const [openedAtMs] = useState(() => live.status.nowMs());
  const [choice, setChoice] = useState(() => firstChoice(reportableArea(city, selected), openedAtMs, session.cutoffMinute, language));
  const [shownNumber, setShownNumber] = useState<string | null>(null);
  const [lineChanges, setLineChanges] = useState(0);
  const request = requestOf(city, choice);
  const preview = useCall('previewReport', shownNumber === null ? request : null, lineChanges);
  const frozen = useCall('frozenReport', shownNumber === null ? null : { number: shownNumber });
  const shown: CallState<DailyReport> = shownNumber === null ? preview : frozen;
  const linesChanged = (): void => setLineChanges((count) => count + 1);
  return { today: dayOf(openedAtMs), choice, setChoice, request, shownNumber, setShownNumber, shown, linesChanged };
}

/** Chooses, previews, prints and saves the daily report; what is printed or saved is frozen under a number first. */
export function ReportPanel({ onClose }: { readonly onClose: () => void }) {
  const { city, client, session, live } = useServices();
  const { language } = useWords();
  const text = useMemo(() => reportText(language), [language]);
  const { today, choice, setChoice, request, shownNumber, setShownNumber, shown, linesChanged } = useShownReport();
  const [freezes, setFreezes] = useState(0);
  const [printed, setPrinted] = useState<DailyReport | null>(null);
  const list = useCall('frozenReports', { limit: FROZEN_LIMIT }, freezes);
  const { job, freeze, save } = useReportJob(client);
  const [stamp] = useState(() => ({ user: session.caller.user, atMs: live.status.nowMs() }));
  const endPrinting = useCallback(() => setPrinted(null), []);

  const frozenToShow = async (): Promise<DailyReport | null> => {
    if (shownNumber !== null) return shown.value;
    const frozen = request === null ? null : await freeze(request);
    if (frozen === null) return null;
    setFreezes((count) => count + 1);
    setShownNumber(frozen.number);
    return frozen;
  };
  const savePdf = async (): Promise<void> => {
    const frozen = await frozenToShow();
    if (frozen !== null) await save(frozen.number);
  };
  const isBusy = job.state === 'working' || printed !== null;
  const canPrint = shown.value !== null && !isBusy;
  return (
    <Dialog isOpen onClose={onClose} className="report-panel" aria-labelledby={TITLE_ID} transitionDuration={0}>
      <div className="report-panel-side">
        <h2 id={TITLE_ID}>{text('panel.title')}</h2>
        <ReportForm
          city={city}
          choice={choice}
          today={today}
          text={text}
          onChange={(next) => {
            setChoice(next);
            setShownNumber(null);
          }}
        />
        <OfficeLinesForm text={text} onSaved={linesChanged} />
        <div className="report-actions">
          <button type="button" className="plain-button" disabled={!canPrint} onClick={() => void frozenToShow().then(setPrinted)}>
            {text('panel.print')}
          </button>
          <button type="button" className="plain-button" disabled={!canPrint} onClick={() => void savePdf()}>
            {text('panel.save')}
          </button>
          <button type="button" className="text-button" onClick={onClose}>
            {text('panel.close')}
          </button>
        </div>
        <JobLine job={job} text={text} />
        <FrozenReports list={list} shownNumber={shownNumber} text={text} onShow={setShownNumber} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="report-preview" aria-label={text('panel.preview')} tabIndex={0}>
        {request === null ? (
          <p role="alert">{text('panel.invalidRequest')}</p>
        ) : (
          <CallBody call={shown} skeletonRows={PREVIEW_ROWS}>
            {(report) => (
              <div className="report-preview-pages">
                <ReportPreview city={city} report={report} stamp={stamp} text={text} />
              </div>
            )}
          </CallBody>
        )}
      </section>
      {printed === null ? null : <PrintedReport city={city} report={printed} stamp={stamp} text={text} onPrinted={endPrinting} />}
    </Dialog>
  );
}
