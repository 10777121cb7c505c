import { lazy, Suspense } from 'react';
import { useWords } from '../lib/use-words.ts';
import { useDialogsStore } from '../stores/dialogs.store.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { BookmarksDialog } from './bookmarks/BookmarksDialog.tsx';
import { KeyMapDialog } from './keys/KeyMapDialog.tsx';
import { RecoveryKeyDialog } from './office/RecoveryKeyDialog.tsx';
import { CommandPalette } from './palette/CommandPalette.tsx';

/** The report is only loaded by who prints one. */
const ReportPanel = lazy(() => import('../report/panel/ReportPanel.tsx').then((module) => ({ default: module.ReportPanel })));

/** So is the replication page, with its chart. */
const ReplicationDialog = lazy(() =>
  import('../panels/replication/ReplicationDialog.tsx').then((module) => ({ default: module.ReplicationDialog })),
);

const SourceDialog = lazy(() => import('../panels/source/SourceDialog.tsx').then((module) => ({ default: module.SourceDialog })));

const ImportDialog = lazy(() => import('../panels/import/ImportDialog.tsx').then((module) => ({ default: module.ImportDialog })));
const WallDialog = lazy(() => import('../panels/wall/WallDialog.tsx').then((module) => ({ default: module.WallDialog })));
const MinutesDialog = lazy(() => import('../panels/consultation/MinutesDialog.tsx').then((module) => ({ default: module.MinutesDialog })));

/** So is what makes pictures of the map. */
const PictureDialog = lazy(() => import('./picture/PictureDialog.tsx').then((module) => ({ default: module.PictureDialog })));

/** The one dialog that is open, if any. One that fails is closed, and a notice says so: its command opens it again. */
export function Dialogs() {
  const { t } = useWords();
  const open = useDialogsStore((state) => state.open);
  const { close, notify } = useDialogsStore((state) => state.actions);
  const giveUp = (): void => {
    close();
    notify(t('panel.failed', { part: t('panel.part.dialog') }));
  };
  return (
    <Boundary key={open} renderFailed={nothing} onFault={giveUp}>
      <OpenDialog />
    </Boundary>
  );
}

const nothing = (): null => null;

function OpenDialog() {
  const open = useDialogsStore((state) => state.open);
  const { close } = useDialogsStore((state) => state.actions);
  switch (open) {
    case 'palette':
      return <CommandPalette onClose={close} />;
    case 'keys':
      return <KeyMapDialog onClose={close} />;
    case 'bookmarks':
    case 'keepBookmark':
      return <BookmarksDialog isKeeping={open === 'keepBookmark'} onClose={close} />;
    case 'recoveryKey':
      return <RecoveryKeyDialog onClose={close} />;
    case 'report':
      return (
        <Suspense>
          <ReportPanel onClose={close} />
        </Suspense>
      );
    case 'replication':
      return (
        <Suspense>
          <ReplicationDialog onClose={close} />
        </Suspense>
      );
    case 'source':
      return (
        <Suspense>
          <SourceDialog onClose={close} />
        </Suspense>
      );
    case 'import':
      return (
        <Suspense>
          <ImportDialog onClose={close} />
        </Suspense>
      );
    case 'picture':
      return (
        <Suspense>
          <PictureDialog onClose={close} />
        </Suspense>
      );
    case 'wall':
      return (
        <Suspense>
          <WallDialog onClose={close} />
        </Suspense>
      );
    case 'minutes':
      return (
        <Suspense>
          <MinutesDialog onClose={close} />
        </Suspense>
      );
    case null:
      return null;
  }
}
