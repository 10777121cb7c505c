import { z } from 'zod';
import type { OfficeSecurity } from '../../shared/contract/office-security.ts';
import type { BackupKeeper } from './db/office/backups/backup-keeper.ts';
import { type Office, RESTORED_SETTING } from './db/office/office.ts';
import type { Keyring } from './keys/keyring.ts';
import type { StationKeys } from './keys/station-keys.ts';
import type { SecretProtection } from './secrets/secret-store.ts';

/** The keys of this station's databases, and what is known of where they come from. */
export interface StationSecurity {
  readonly keys: StationKeys;
  readonly keyring: Keyring;
  readonly protection: SecretProtection;
}

const restoredSchema = z.object({ atMs: z.number(), backupAtMs: z.number() });

/** How the office's own data is kept, as the status topic says it. */
export function readOfficeSecurity({ keyring, protection }: StationSecurity, office: Office, backups: BackupKeeper): OfficeSecurity {
  const restored = restoredSchema.safeParse(office.settings.get(RESTORED_SETTING));
  return {
    protection,
    recoveryKeyMadeAtMs: keyring.recovery?.madeAtMs ?? null,
    newestBackupAtMs: backups.status.newestAtMs,
    backupTrouble: backups.status.trouble,
    restored: restored.success ? restored.data : null,
  };
}
