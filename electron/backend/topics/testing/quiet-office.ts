import type { OfficeSecurity } from '../../../../shared/contract/office-security.ts';

/** An office of which there is nothing to say. */
export const QUIET_OFFICE: OfficeSecurity = {
  protection: 'keychain',
  recoveryKeyMadeAtMs: 1,
  newestBackupAtMs: null,
  backupTrouble: null,
  restored: null,
};
