import type { DailyReport, Language, ReportSource } from '../../../shared/contract/daily-report.ts';
import type { SampleState } from '../../../shared/contract/replication-history.ts';
import type { SourceFreshness } from '../../../shared/contract/topics.ts';
import type { ReportText } from '../i18n/report-text.ts';
import { sourceNote, streamNote } from '../source-text.ts';

/** The strip's marks in black: a dot while it lives, hatched when it is late, a ring when it is gone, a square while it is rebuilt. */
function FreshnessMark({ state }: { readonly state: SampleState | SourceFreshness['state'] }) {
  const isGone = state === 'offline' || state === 'stopped';
  const isLate = state === 'stale' || state === 'behind';
  return (
    <svg className="report-mark" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      {state === 'live' && <circle cx="4" cy="4" r="3.5" />}
      {isGone && <circle className="report-mark-line" cx="4" cy="4" r="3" />}
      {isLate && <path className="report-mark-line" d="M0.5 2.5L2.5 0.5M0.5 5.8L5.8 0.5M2.2 7.5L7.5 2.2M5.5 7.5L7.5 5.5" />}
      {state === 'rebuilding' && <rect x="0.5" y="0.5" width="7" height="7" />}
    </svg>
  );
}

interface StreamsProps extends Pick<DailyReport, 'freshness'> {
  readonly text: ReportText;
}

/** Each stream that is counted with its mark. */
export function StreamNotes({ freshness, text }: StreamsProps) {
  return (
    <p>
      {text('notes.freshness')}
      {freshness.map((stream) => (
        <span key={stream.source} className="report-stream">
          {stream.state !== undefined && <FreshnessMark state={stream.state} />}
          {streamNote(stream, text)}
        </span>
      ))}
    </p>
  );
}

interface SourceProps {
  readonly source: ReportSource;
  readonly text: ReportText;
  readonly language: Language;
}

/** The source of all rows with its mark. */
export function SourceNote({ source, text, language }: SourceProps) {
  return (
    <p>
      <FreshnessMark state={source.standing} />
      {sourceNote(source, text, language)}
    </p>
  );
}
