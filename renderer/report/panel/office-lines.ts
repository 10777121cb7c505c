import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { ReportSignature } from '../../../shared/contract/daily-report.ts';
import type { CallError } from '../../../shared/contract/errors.ts';

/** What the office sets for the heading and the foot of its reports. Empty texts: no name, no classification, the report's own labels. */
export interface OfficeLines {
  readonly officeName: string;
  readonly classification: string;
  /** 填报, 审核, 签发, in this order. */
  readonly signatures: readonly ReportSignature[];
}

/** The keys that the backend reads them from. */
const KEYS = { officeName: 'office.name', classification: 'report.classification', signatures: 'report.signatures' } as const;
/** Longer lines the backend leaves out. */
export const LINE_LIMIT = 40;
const SIGNATURE_LINES = 3;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LINE_LIMIT) : '';
}

function signatureOf(value: unknown): ReportSignature {
  const fields = typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : new Map<string, unknown>();
  return { label: textOf(fields.get('label')), name: textOf(fields.get('name')) };
}

/** The lines among the office's settings; what was saved in another form counts as not set, as on the report. */
export function officeLinesOf(settings: Readonly<Record<string, unknown>>): OfficeLines {
  const saved = settings[KEYS.signatures];
  const signatures: readonly unknown[] = Array.isArray(saved) ? saved : [];
  return {
    officeName: textOf(settings[KEYS.officeName]),
    classification: textOf(settings[KEYS.classification]),
    signatures: Array.from({ length: Math.max(SIGNATURE_LINES, signatures.length) }, (_, line) => signatureOf(signatures[line])),
  };
}

/** Saves the lines without blanks around them; answers why one was not saved, or null. */
export async function saveOfficeLines(client: BackendClient, lines: OfficeLines): Promise<CallError | null> {
  const values: readonly (readonly [key: string, value: unknown])[] = [
    [KEYS.officeName, lines.officeName.trim()],
    [KEYS.classification, lines.classification.trim()],
    [KEYS.signatures, lines.signatures.map(({ label, name }) => ({ label: label.trim(), name: name.trim() }))],
  ];
  for (const [key, value] of values) {
    const answer = await client.call('saveSetting', { key, value });
    if (!answer.ok) return answer.error;
  }
  return null;
}
