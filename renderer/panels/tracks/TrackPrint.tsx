import { type FormEvent, useState } from 'react';
import type { Tracks, WorkerTrack } from '../../../shared/contract/tracks.ts';
import { download } from '../../lib/download.ts';
import { PRINT_DEADLINE_MS } from '../../lib/print-deadline.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useWords } from '../../lib/use-words.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { isReason, TrackReasonField } from './TrackReasonField.tsx';

interface TrackPrintProps {
  readonly opened: Tracks;
  /** Whose is looked at, and printed alone; null for all. */
  readonly chosen: WorkerTrack | null;
}

/** What is looked at as evidence on paper: why it is printed may be another reason than why it was opened. */
export function TrackPrint({ opened, chosen }: TrackPrintProps) {
  const { t, count } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" className="plain-button" onClick={() => setAsking(true)}>
        {t('tracks.print.begin')}
      </button>
    );
  const whose =
    chosen === null ? t('tracks.print.ofAll', { persons: count(opened.tracks.length) }) : t('tracks.print.ofOne', { name: chosen.name });
  return (
    <>
      <p>{whose}</p>
      <TrackPrintForm opened={opened} chosen={chosen} onCancel={() => setAsking(false)} />
    </>
  );
}

function TrackPrintForm({ opened, chosen, onCancel }: TrackPrintProps & { readonly onCancel: () => void }) {
  const { t, language } = useWords();
  const { subject, day, reason: openedFor } = opened.request;
  const [reason, setReason] = useState(openedFor);
  const { run, call } = useCommand(PRINT_DEADLINE_MS);
  const isReady = isReason(reason) && run.state !== 'working';
  const print = async (): Promise<void> => {
    const onlyWorkerId = subject.kind === 'grids' ? (chosen?.workerId ?? null) : null;
    const printed = await call('printTracks', { subject, day, reason: reason.trim(), onlyWorkerId, language }, ({ fileName }) =>
      t('tracks.print.saved', { file: fileName }),
    );
    if (printed !== null) download(printed.fileName, printed.pdf, 'application/pdf');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) void print();
  };
  return (
    <form className="track-reason" onSubmit={submit}>
      <p className="track-reason-why">{t('tracks.print.why')}</p>
      <TrackReasonField label={t('tracks.print.reason')} reason={reason} onChange={setReason}>
        <button type="button" className="text-button" onClick={onCancel}>
          {t('tracks.print.cancel')}
        </button>
        <button type="submit" className="plain-button" disabled={!isReady}>
          {t('tracks.print.submit')}
        </button>
      </TrackReasonField>
      <CommandLine run={run} />
    </form>
  );
}
