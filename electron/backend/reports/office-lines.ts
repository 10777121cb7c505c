import { z } from 'zod';
import type { SettingsStore } from '../db/office/settings-store.ts';
import type { OfficeLines } from './report-definition.ts';

/** Settings of this office that stand on its reports. */
const SIGNATURES_KEY = 'report.signatures';
const CLASSIFICATION_KEY = 'report.classification';
const OFFICE_NAME_KEY = 'office.name';

const line = z.string().max(40);
const signatures = z.array(z.object({ label: line, name: line })).max(4);

/** What was saved in another form is left out: a report is better without a name than not printed. */
function settingOr<Value>(settings: SettingsStore, key: string, schema: z.ZodType<Value>, otherwise: Value): Value {
  const parsed = schema.safeParse(settings.get(key));
  return parsed.success ? parsed.data : otherwise;
}

export function readOfficeLines(settings: SettingsStore): OfficeLines {
  return {
    signatures: settingOr(settings, SIGNATURES_KEY, signatures, []),
    classification: settingOr(settings, CLASSIFICATION_KEY, line, ''),
    officeName: settingOr(settings, OFFICE_NAME_KEY, line, ''),
  };
}
