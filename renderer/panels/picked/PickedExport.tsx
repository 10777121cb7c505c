import { useIsFilling } from '../../lib/filling.ts';
import { formatDateMinute } from '../../lib/format.ts';
import { download } from '../../lib/download.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { METRICS } from '../../metrics/index.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
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
  return (
    <button
      type="button"
      className="text-button"
      disabled={isPart}
      title={isPart ? words.t('picked.exportNotYet') : undefined}
      onClick={() => void save()}
    >
      {words.t('picked.exportCsv')}
    </button>
  );
}
