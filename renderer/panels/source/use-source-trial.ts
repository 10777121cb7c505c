import { useState } from 'react';
import type { CallError } from '../../../shared/contract/errors.ts';
import type { SourceFinding } from '../../../shared/contract/source-settings.ts';
import { useServices } from '../../lib/services.ts';
import { changeOf, type SourceForm } from './source-form.ts';

/** A server that is far away is given time to say so. */
const DEADLINE_MS = 60_000;

export type Trial =
  | { readonly state: 'none' }
  | { readonly state: 'working' }
  | { readonly state: 'tried'; readonly findings: readonly SourceFinding[] }
  | { readonly state: 'refused'; readonly error: CallError };

export function isPassed(trial: Trial): boolean {
  return trial.state === 'tried' && trial.findings.every(({ outcome }) => outcome === 'passed' || outcome === 'warning');
}

/** Tries and saves what the form holds. What was tried counts for that form alone. */
export function useSourceTrial(form: SourceForm) {
  const { client } = useServices();
  const [tried, setTried] = useState<{ readonly form: SourceForm; readonly trial: Trial } | null>(null);
  const trial: Trial = tried?.form === form ? tried.trial : { state: 'none' };
  const test = async (): Promise<void> => {
    setTried({ form, trial: { state: 'working' } });
    const answer = await client.call('testSource', changeOf(form), { deadlineMs: DEADLINE_MS });
    setTried({ form, trial: answer.ok ? { state: 'tried', findings: answer.value } : { state: 'refused', error: answer.error } });
  };
  /** Whether it was saved. */
  const save = async (): Promise<boolean> => {
    const answer = await client.call('saveSource', changeOf(form), { deadlineMs: DEADLINE_MS });
    if (!answer.ok) setTried({ form, trial: { state: 'refused', error: answer.error } });
    return answer.ok;
  };
  return { trial, test, save };
}
