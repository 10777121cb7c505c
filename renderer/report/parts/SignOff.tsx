import type { ReportSignature } from '../../../shared/contract/daily-report.ts';
import type { ReportText } from '../i18n/report-text.ts';

const DEFAULT_LINES = ['prepared', 'reviewed', 'issued'] as const;

interface SignOffProps {
  /** Empty for the standard lines. */
  readonly signatures: readonly ReportSignature[];
  readonly text: ReportText;
}

/** 填报, 审核, 签发: the office may rename the lines and print names beside them. */
export function SignOff({ signatures, text }: SignOffProps) {
  const lines = signatures.length > 0 ? signatures : DEFAULT_LINES.map(() => ({ label: '', name: '' }));
  return (
    <div className="report-sign-off">
      {lines.map(({ label, name }, index) => {
        const standard = DEFAULT_LINES[index];
        const words = label === '' && standard !== undefined ? text(`signature.${standard}`) : label;
        return (
          <span key={words}>
            {text('signatureLine', { label: words })}
            <span className="report-sign-line">{name}</span>
          </span>
        );
      })}
    </div>
  );
}
