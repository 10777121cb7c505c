import type { WaitingFile } from '../../../shared/contract/import-preview.ts';
import { useStanding } from '../../lib/use-standing.ts';
import { useWords } from '../../lib/use-words.ts';
import { Progress } from '../../ui/Progress.tsx';
import type { ImportWork } from './use-import.ts';

/** What is being done, and what went wrong. */
export function ImportProgress({ work }: { readonly work: ImportWork }) {
  const { t, error } = useWords();
  switch (work.state) {
    case 'none':
      return null;
    case 'bringing':
      return <Line fraction={work.fraction} text={t('importFiles.bringing', { name: work.name })} />;
    case 'looking':
      return <Line fraction={null} text={t('importFiles.looking')} />;
    case 'applying':
      return <Applying file={work.file} />;
    case 'failed':
      return (
        <p role="alert" className="import-note" data-failed>
          {error(work.error)}
        </p>
      );
  }
}

/** How many rows of a file are in the replica: a snapshot tells it as it loads, changes by what still waits; null before either does. */
function Applying({ file: { name, rows } }: { readonly file: WaitingFile }) {
  const { t, count } = useWords();
  const status = useStanding()?.status;
  const waiting = status?.source.backlogRows ?? null;
  const done = status?.replica.phase === 'loading' ? status.replica.doneRows : waiting === null ? null : rows - waiting;
  if (done === null) return <Line fraction={null} text={t('importFiles.applying', { name })} />;
  return (
    <Line
      fraction={Math.min(1, done / Math.max(1, rows))}
      text={t('importFiles.applyingRows', { name, done: count(done), rows: count(rows) })}
    />
  );
}

function Line({ fraction, text }: { readonly fraction: number | null; readonly text: string }) {
  return (
    <div className="import-progress" role="status">
      <Progress fraction={fraction} label={text} />
      <p>{text}</p>
    </div>
  );
}
