import { useState } from 'react';
import { CONSULTATION_LIMITS, type ConsultationStep } from '../../../shared/contract/consultation.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { findArea } from '../../app/deep-link.ts';
import { download } from '../../lib/download.ts';
import { formatDateMinute } from '../../lib/format.ts';
import { PRINT_DEADLINE_MS } from '../../lib/print-deadline.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { type CommandRun, useCommand } from '../../lib/use-command.ts';
import { useWords } from '../../lib/use-words.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import './minutes-dialog.css';

const NOTHING = {};

/** The steps of the consultation that is under way, or of the last: a note on each, and the PDF of all. */
export function MinutesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useWords();
  const record = useCall('consultationRecord', NOTHING, 0, 'now');
  const printing = useCommand(PRINT_DEADLINE_MS);
  // A note is kept when its field is left, which a press of the button does: it must not lock the button under that press.
  const noting = useCommand(PRINT_DEADLINE_MS);
  const print = async (): Promise<void> => {
    const printed = await printing.call('printMinutes', { language }, ({ fileName }) =>
      t('consultation.minutes.saved', { file: fileName }),
    );
    if (printed !== null) download(printed.fileName, printed.pdf, 'application/pdf');
  };
  return (
    <Dialog title={t('consultation.minutes.title')} closeLabel={t('keys.close')} className="minutes-dialog" onClose={onClose}>
      <div className="minutes-dialog-body">
        <CallBody call={record} skeletonRows={6}>
          {(kept) =>
            kept === null ? (
              <p className="minutes-dialog-hint">{t('consultation.minutes.none')}</p>
            ) : (
              <>
                <p className="minutes-dialog-hint">{t('consultation.minutes.hint')}</p>
                <ol className="minutes-steps">
                  {kept.steps.map((step) => (
                    <StepNote key={step.number} step={step} command={noting} />
                  ))}
                </ol>
                <button type="button" className="plain-button" disabled={printing.run.state === 'working'} onClick={() => void print()}>
                  {t('consultation.minutes.print')}
                </button>
              </>
            )
          }
        </CallBody>
        <CommandLine run={printing.run.state === 'idle' ? noting.run : printing.run} />
      </div>
    </Dialog>
  );
}

/** One step and what the minutes say of it, kept when the field is left. */
function StepNote({ step, command }: { readonly step: ConsultationStep; readonly command: CommandRun }) {
  const { t } = useWords();
  const { city, session } = useServices();
  const [note, setNote] = useState(step.note);
  const area = step.frame.areaCode === '' ? null : findArea(city, step.frame.areaCode);
  const name = [
    t('consultation.minutes.step', { number: step.number }),
    step.frame.title,
    areaName(city, area ?? session.caller.competence),
    formatDateMinute(step.frame.asOfMs),
    t('consultation.minutes.annotations', { count: step.annotations.length }),
  ].filter((part) => part !== '');
  const keep = (): void => {
    if (note !== step.note) void command.call('noteStep', { step: step.number, note }, () => t('consultation.minutes.kept'));
  };
  return (
    <li className="minutes-step">
      <label>
        {name.join(' · ')}
        <textarea
          rows={2}
          maxLength={CONSULTATION_LIMITS.note}
          value={note}
          placeholder={t('consultation.minutes.noteHint')}
          onChange={(event) => setNote(event.currentTarget.value)}
          onBlur={keep}
        />
      </label>
    </li>
  );
}
