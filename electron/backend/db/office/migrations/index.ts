import { settingsReportsAudit } from './0001-settings-reports-audit.ts';
import type { Migration } from './migration.ts';

/** Every step of office.db in order. A new one is one file, one test and one row here. */
export const MIGRATIONS: readonly Migration[] = [settingsReportsAudit];
