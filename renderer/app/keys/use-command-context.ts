import { useMemo } from 'react';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import type { CommandContext } from './commands.ts';

/** What commands need of the running console. */
export function useCommandContext(): CommandContext {
  const { city, client, live } = useServices();
  const { t, language } = useWords();
  const { notify } = useDialogsStore((state) => state.actions);
  return useMemo(
    () => ({ city, language, client, nowMs: () => live.status.nowMs(), notify: (result) => notify(t(`palette.${result}`)) }),
    [city, language, client, live, t, notify],
  );
}
