import type { CommandState } from '../lib/use-command.ts';
import { useWords } from '../lib/use-words.ts';
import './command-line.css';

/** What became of the last command, in its place under the button. */
export function CommandLine({ run, hint }: { readonly run: CommandState; readonly hint?: string }) {
  const { t, error } = useWords();
  const isFailed = run.state === 'failed';
  return (
    <p className="command-line" role={isFailed ? 'alert' : 'status'} data-failed={isFailed}>
      {run.state === 'idle' && hint}
      {run.state === 'working' && t('state.working')}
      {run.state === 'done' && run.said}
      {isFailed && t('replication.action.failed', { reason: error(run.error) })}
    </p>
  );
}
