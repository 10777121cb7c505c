import { create } from 'zustand';

/** Every dialog; a command opens each of them (commands.test.ts). */
export const DIALOG_NAMES = [
  'palette',
  'keys',
  'report',
  'recoveryKey',
  'replication',
  'source',
  'import',
  'wall',
  'bookmarks',
  'keepBookmark',
  'picture',
  'minutes',
] as const;
export type DialogName = (typeof DIALOG_NAMES)[number];

interface DialogsState {
  /** At most one dialog is open. */
  readonly open: DialogName | null;
  /** A sentence that says what just happened; the number makes two equal ones distinct. */
  readonly notice: { readonly text: string; readonly number: number } | null;
  readonly actions: {
    show(dialog: DialogName): void;
    close(): void;
    notify(text: string): void;
    clearNotice(): void;
  };
}

export const useDialogsStore = create<DialogsState>()((set) => ({
  open: null,
  notice: null,
  actions: {
    show: (dialog) => set({ open: dialog }),
    close: () => set({ open: null }),
    notify: (text) => set((state) => ({ notice: { text, number: (state.notice?.number ?? 0) + 1 } })),
    clearNotice: () => set({ notice: null }),
  },
}));
