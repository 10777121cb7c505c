import { type SyntheticEvent, useState } from 'react';
import type { ReportSignature } from '../../../shared/contract/daily-report.ts';
import type { CallError } from '../../../shared/contract/errors.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import type { ReportText } from '../i18n/report-text.ts';
import { LINE_LIMIT, type OfficeLines, officeLinesOf, saveOfficeLines } from './office-lines.ts';

interface OfficeLinesFormProps {
  readonly text: ReportText;
  readonly onSaved: () => void;
}

const STANDARD_LINES = ['prepared', 'reviewed', 'issued'] as const;
const NO_SETTINGS = {};

/** Office name, classification and the lines to sign: set once, seldom looked at, so they stay closed. */
export function OfficeLinesForm({ text, onSaved }: OfficeLinesFormProps) {
  const [isOpen, setOpen] = useState(false);
  const settings = useCall('settings', isOpen ? NO_SETTINGS : null);
  return (
    <details className="report-lines" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text('panel.lines.title')}</summary>
      {isOpen && (
        <CallBody call={settings} skeletonRows={5}>
          {(saved) => <LineFields first={officeLinesOf(saved)} text={text} onSaved={onSaved} />}
        </CallBody>
      )}
    </details>
  );
}

/** What the report calls a line that the office gave no name. */
function standardLabel(text: ReportText, line: number): string {
  const standard = STANDARD_LINES[line];
  return standard === undefined ? '' : text(`signature.${standard}`);
}

type Outcome = 'unsaved' | 'saved' | CallError;

function LineFields({ first, text, onSaved }: OfficeLinesFormProps & { readonly first: OfficeLines }) {
  const { client } = useServices();
  const [lines, setLines] = useState(first);
  const [outcome, setOutcome] = useState<Outcome>('unsaved');
  const change = (changed: Partial<OfficeLines>): void => {
    setLines({ ...lines, ...changed });
    setOutcome('unsaved');
  };
  const labels = lines.signatures.map(({ label }, line) => label.trim() || standardLabel(text, line));
  const isAmbiguous = new Set(labels).size < labels.length;
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (isAmbiguous) return;
    const error = await saveOfficeLines(client, lines);
    setOutcome(error ?? 'saved');
    onSaved();
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <label>
        {text('panel.lines.officeName')}
        <input value={lines.officeName} maxLength={LINE_LIMIT} onChange={({ currentTarget: { value } }) => change({ officeName: value })} />
      </label>
      <label>
        {text('panel.lines.classification')}
        <input
          value={lines.classification}
          maxLength={LINE_LIMIT}
          placeholder={text('panel.lines.none')}
          onChange={({ currentTarget: { value } }) => change({ classification: value })}
        />
      </label>
      {lines.signatures.map((signature, line) => (
        <SignatureFields
          key={STANDARD_LINES[line] ?? line}
          signature={signature}
          standard={standardLabel(text, line)}
          isInvalid={isAmbiguous && labels.indexOf(labels[line] ?? '') !== line}
          text={text}
          onChange={(changed) => change({ signatures: lines.signatures.map((other, index) => (index === line ? changed : other)) })}
        />
      ))}
      <p className="report-lines-foot">
        <button type="submit" className="plain-button" disabled={isAmbiguous}>
          {text('panel.lines.save')}
        </button>
        <span role="status" data-failed={isAmbiguous || typeof outcome === 'object'}>
          {outcome === 'unsaved' && text(isAmbiguous ? 'panel.lines.sameLabel' : 'panel.lines.hint')}
          {outcome === 'saved' && text('panel.lines.saved')}
          {typeof outcome === 'object' && text(`console:error.${outcome.code}`)}
        </span>
      </p>
    </form>
  );
}

interface SignatureFieldsProps {
  readonly signature: ReportSignature;
  /** What the line is called unless the office calls it otherwise. */
  readonly standard: string;
  readonly isInvalid: boolean;
  readonly text: ReportText;
  readonly onChange: (signature: ReportSignature) => void;
}

function SignatureFields({ signature, standard, isInvalid, text, onChange }: SignatureFieldsProps) {
  return (
    <div className="report-lines-signature">
      <input
        aria-label={text('panel.lines.label', { line: standard })}
        placeholder={standard}
        aria-invalid={isInvalid}
        value={signature.label}
        maxLength={LINE_LIMIT}
        onChange={({ currentTarget: { value } }) => onChange({ ...signature, label: value })}
      />
      <input
        aria-label={text('panel.lines.name', { line: standard })}
        value={signature.name}
        maxLength={LINE_LIMIT}
        onChange={({ currentTarget: { value } }) => onChange({ ...signature, name: value })}
      />
    </div>
  );
}
