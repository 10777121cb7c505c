import { useEffect, useRef } from 'react';
import { CommandButton } from '../../app/keys/CommandButton.tsx';
import { useIsFilling } from '../../lib/filling.ts';
import { formatDateMinute } from '../../lib/format.ts';
import { download } from '../../lib/download.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { METRICS } from '../../metrics/index.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { usePickedRows } from './use-picked.ts';

/** The picked grids as a file for a spreadsheet; the library for it is only loaded by who asks. */
export function PickedExport({ grids }: { readonly grids: readonly number[] }) {
  const words = useWords();
  const { city, shown: live, session } = useServices();
  const metric = useLayersStore((state) => METRICS[state.coverage.metric]);
  const rows = usePickedRows(grids);
  const isPart = useIsFilling();
  const save = async (): Promise<void> => {
    const { pickedCsv } = await import('./picked-csv.ts');
    const asOfMs = live.status.nowMs();
    const text = pickedCsv(rows, { city, metric, user: session.caller.user, asOfMs }, words);
    const stamp = formatDateMinute(asOfMs).replaceAll(/[-:]/g, '').replace(' ', '-');
    download(`grids-${stamp}.csv`, new TextEncoder().encode(text), 'text/csv');
  };
  const isAsked = usePickedStore((state) => state.isExportAsked);
  const { askExport } = usePickedStore((state) => state.actions);
  const { notify } = useDialogsStore((state) => state.actions);
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    if (!isAsked) return;
    askExport(false);
    if (isPart) notify(words.t('picked.exportNotYet'));
    else void latest.current();
  }, [isAsked, askExport, isPart, notify, words]);
  return (
    <CommandButton
      command="exportPicked"
      className="text-button"
      isDisabled={isPart}
      title={isPart ? words.t('picked.exportNotYet') : undefined}
    >
      {words.t('picked.exportCsv')}
    </CommandButton>
  );
}
