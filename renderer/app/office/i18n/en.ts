import type { SameKeys } from '../../../lib/same-keys.ts';
import type { dataProtectionZhCN, officeLockZhCN, officeNoticeZhCN, recoveryKeyZhCN } from './zh-CN.ts';

export const officeLockEn: SameKeys<typeof officeLockZhCN> = {
  title: "This office's data is encrypted and does not open here",
  reason: {
    'key-missing':
      'This computer does not hold its key. That is so after a change of computer or account, or a new installation of the system.',
    'key-switched':
      "This computer's key is not the one of the data: the data folder may come from another computer, or the key was replaced.",
    'keychain-unavailable': "The system's keychain that holds the key does not open. Unlock it, then try again.",
    damaged: 'The data file is damaged, and so are all its backups. The file was left as it is.',
  },
  keyTitle: 'Enter the recovery key',
  keyMade: 'The recovery key of {{time}}: 8 groups of 6 digits. This computer then keeps the key again and will not ask next time.',
  keyNeverMade: 'No recovery key was ever set up, so this way is closed.',
  keyShape: '000000-000000-000000-000000-000000-000000-000000-000000',
  open: 'Open the current data',
  openBackup: 'Open the latest backup ({{time}})',
  opening: 'Checking, please wait…',
  wrongShape: 'A recovery key is 8 groups of 6 digits.',
  wrongGroup: 'There is a slip in group {{group}}.',
  retryTitle: 'Try again',
  retryText: {
    keychain: "Once the system's keychain is unlocked.",
    damaged: 'Once good backups are back in the folder backups of the data folder.',
    key: 'Once the former key is back on this computer.',
  },
  newTitle: 'Start with nothing',
  newText:
    'Begin new office data. Settings, frozen reports and the audit log do not come along; the old file and its backups stay in the data folder under other names and can still be opened with the recovery key.',
  newStart: 'Begin new office data…',
  newConfirm: 'Yes, begin anew',
  newCancel: 'Cancel',
};

export const recoveryKeyEn: SameKeys<typeof recoveryKeyZhCN> = {
  title: 'Recovery key',
  close: 'Close',
  why: "After a change of computer, a new installation or the loss of the keychain, these digits alone open this office's settings, reports and audit log.",
  groups: 'The 8 groups of the recovery key',
  once: 'Shown this once; the program keeps no copy of it. Write it down or print it, and keep it away from the computer. The former recovery key is void once this one is confirmed.',
  print: 'Print',
  written: 'Written down, next',
  typeBack: 'Type two of the groups from what you wrote down, to make sure that it is right.',
  group: 'Group {{group}}',
  other: 'This is not what was shown: check what you wrote down.',
  back: 'Show it again',
  keep: 'Confirm',
  kept: 'The recovery key is in force',
  paper: 'Made by {{user}} at {{time}}. Keep it away from the computer; take no photograph, upload it nowhere.',
};

export const officeNoticeEn: SameKeys<typeof officeNoticeZhCN> = {
  restored:
    "This office's data file was damaged and restored by itself at {{time}} from the backup of {{backup}}; changes in between may be missing. The audit log says so.",
  takeNote: 'Understood',
  backupFailed: "This office's data could not be backed up: {{reason}} Latest backup: {{newest}}.",
  noBackup: 'no backup yet',
  noRecoveryKey: "No recovery key is set up: if this computer loses its key, this office's data cannot be opened.",
  setUp: 'Set up the recovery key',
  later: 'Later',
};

export const dataProtectionEn: SameKeys<typeof dataProtectionZhCN> = {
  title: 'Data protection',
  keychain: "Encrypted; the key is in the system's keychain",
  'key-file': 'Encrypted; this system has no keychain, so the key is in a file that only this user can read',
  backup: 'Latest backup {{time}}',
  keyMade: 'Recovery key set up {{time}}',
  noKey: 'No recovery key yet',
  replaceKey: 'Replace the recovery key',
};
