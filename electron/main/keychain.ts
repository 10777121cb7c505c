import { app, safeStorage } from 'electron';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';

type Question = Extract<FromHost, { kind: 'keychain' }>;

/** Linux without a keyring seals with a password that stands in Chromium's sources: that keeps nothing from anybody. */
function protects(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

function answer({ operation, text }: Question): string | null {
  if (!protects()) return null;
  switch (operation) {
    case 'probe':
      return '';
    case 'seal':
      return safeStorage.encryptString(text).toString('base64');
    case 'unseal':
      return safeStorage.decryptString(Buffer.from(text, 'base64'));
  }
}

/** Seals and unseals for the backend, which cannot reach the keychain itself. What it is asked is kept nowhere. */
export function answerKeychain(question: Question): ToHost {
  try {
    return { kind: 'keychain', id: question.id, text: answer(question) };
  } catch {
    // Locked, refused by its user, or sealed by another one: the error's text may quote what it was given.
    return { kind: 'keychain', id: question.id, text: null };
  }
}

/** Answers the process that started this one, which has no keychain of its own, and ends with it. The same folder has the same keys. */
export function lendKeychain(windowFolder: string): void {
  app.setPath('userData', windowFolder);
  process.once('disconnect', () => app.exit(0));
  void app.whenReady().then(() => {
    process.on('message', (message: FromHost) => {
      if (message.kind === 'keychain') process.send?.(answerKeychain(message));
    });
    process.send?.({ kind: 'keychain', id: 0, text: null } satisfies ToHost);
  });
}
