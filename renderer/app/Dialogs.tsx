import { useDialogsStore } from '../stores/dialogs.store.ts';
import { ReportPanel } from '../report/panel/ReportPanel.tsx';
import { KeyMapDialog } from './keys/KeyMapDialog.tsx';
import { CommandPalette } from './palette/CommandPalette.tsx';

/** The one dialog that is open, if any. */
export function Dialogs() {
  const open = useDialogsStore((state) => state.open);
  const { close } = useDialogsStore((state) => state.actions);
  if (open === 'palette') return <CommandPalette onClose={close} />;
  if (open === 'keys') return <KeyMapDialog onClose={close} />;
  if (open === 'report') return <ReportPanel onClose={close} />;
  return null;
}
