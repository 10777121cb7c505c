import type { Migration } from './migration.ts';

/** What this office set, the reports it froze, and who did what. Times are milliseconds since the epoch. */
export const settingsReportsAudit: Migration = {
  number: 1,
  script: `
    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value)),
      saved_at INTEGER NOT NULL,
      saved_by TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE frozen_report (
      id INTEGER PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      number_prefix TEXT NOT NULL,
      running_number INTEGER NOT NULL,
      area_level TEXT NOT NULL,
      area_code TEXT NOT NULL,
      area_name TEXT NOT NULL,
      day INTEGER NOT NULL,
      cutoff_minute INTEGER NOT NULL,
      language TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      replica_position TEXT NOT NULL,
      digest TEXT NOT NULL,
      model TEXT NOT NULL,
      UNIQUE (number_prefix, running_number)
    ) STRICT;
    CREATE INDEX frozen_report_by_created_at ON frozen_report (created_at);

    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      user TEXT NOT NULL,
      face TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      reason TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is never changed'); END;
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is never deleted'); END;
    CREATE TRIGGER report_is_never_changed BEFORE UPDATE ON frozen_report BEGIN SELECT RAISE(ABORT, 'a frozen report is never changed'); END;
  `,
};
