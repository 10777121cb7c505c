import { type ReactNode, useId } from 'react';
import { TRACK_REASON_LENGTH } from '../../../shared/contract/tracks.ts';
import { useWords } from '../../lib/use-words.ts';

interface TrackReasonFieldProps {
  readonly label: string;
  readonly reason: string;
  readonly onChange: (reason: string) => void;
  /** Below it, beside what is missing: the buttons that go on. */
  readonly children: ReactNode;
}

/** A few words at least: shorter ones say nothing to an auditor. */
export function isReason(reason: string): boolean {
  return reason.trim().length >= TRACK_REASON_LENGTH.least;
}

/** Where it is said why, and whether that is enough. */
export function TrackReasonField({ label, reason, onChange, children }: TrackReasonFieldProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        value={reason}
        maxLength={TRACK_REASON_LENGTH.most}
        placeholder={t('tracks.reason.placeholder')}
        aria-describedby={`${id}-least`}
        ref={focusAtOnce}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className="track-reason-end">
        <span id={`${id}-least`} className="line-note">
          {!isReason(reason) && t('tracks.reason.tooShort', { least: TRACK_REASON_LENGTH.least })}
        </span>
        {children}
      </div>
    </>
  );
}

function focusAtOnce(field: HTMLTextAreaElement | null): void {
  field?.focus();
}
