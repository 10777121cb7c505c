import { formatDateTime } from '../../../../../shared/domain/time.ts';

/** One whole, verified copy of office.db. */
export interface BackupName {
  /** Counts up with every copy: the newest has the highest, whatever the clock did. */
  readonly sequence: number;
  /** Clock of the office when it was begun, in whole seconds. */
  readonly atMs: number;
}

/** `2026-11-23T10-05-00`: civil time as every file system takes it. */
export function fileTime(atMs: number): string {
  return formatDateTime(atMs).replace(' ', 'T').replaceAll(':', '-');
}

const NAME = /^office-(\d{6,})-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})\.db$/;

/** `office-000123-2026-11-23T10-05-00.db`, in the city's civil time: somebody may have to find it by hand. */
export function backupFileName({ sequence, atMs }: BackupName): string {
  return `office-${String(sequence).padStart(6, '0')}-${fileTime(atMs)}.db`;
}

/** Null for any other file. */
export function parseBackupFileName(fileName: string): BackupName | null {
  const [, sequence, date, hours, minutes, seconds] = NAME.exec(fileName) ?? [];
  const atMs = Date.parse(`${date}T${hours}:${minutes}:${seconds}+08:00`);
  return Number.isNaN(atMs) ? null : { sequence: Number(sequence), atMs };
}
