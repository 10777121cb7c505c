import { useState } from 'react';
import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import { useServices } from './services.ts';

export type CommandState =
  | { readonly state: 'idle' }
  | { readonly state: 'working' }
  /** `said`: what became of it. */
  | { readonly state: 'done'; readonly said: string }
  | { readonly state: 'failed'; readonly error: CallError };

export interface CommandRun {
  readonly run: CommandState;
  /** Calls the backend, and says what `say` makes of the answer. Null when it failed. */
  call<Name extends CallName>(
    name: Name,
    request: BackendApi[Name]['request'],
    say: (answer: BackendApi[Name]['answer']) => string,
  ): Promise<BackendApi[Name]['answer'] | null>;
}

/** Something that the user has the backend do, one at a time, and what became of it. */
export function useCommand(deadlineMs: number): CommandRun {
  const { client } = useServices();
  const [run, setRun] = useState<CommandState>({ state: 'idle' });
  return {
    run,
    call: async (name, request, say) => {
      setRun({ state: 'working' });
      const answer = await client.call(name, request, { deadlineMs });
      setRun(answer.ok ? { state: 'done', said: say(answer.value) } : { state: 'failed', error: answer.error });
      return answer.ok ? answer.value : null;
    },
  };
}
