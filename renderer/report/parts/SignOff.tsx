import type { ReportView } from '../report-view.ts';

const DEFAULT_LINES = ['prepared', 'reviewed', 'issued'] as const;

/** 填报, 审核, 签发: the office may rename the lines and print names beside them. */
export function SignOff({ view: { report, text } }: { readonly view: ReportView }) {
  const lines = report.signatures.length > 0 ? report.signatures : DEFAULT_LINES.map(() => ({ label: '', name: '' }));
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
