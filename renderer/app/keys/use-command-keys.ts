import { useEffect } from 'react';
import { useServices } from '../../lib/services.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { type Command, COMMANDS, runCommand } from './commands.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { useCommandContext } from './use-command-context.ts';

const BY_KEYS = new Map(COMMANDS.flatMap((command) => (command.keys === undefined ? [] : [[command.keys, command] as const])));

/** Runs commands by their keys, and back and forward by the mouse's side buttons. An open dialog keeps its own keys. */
export function useCommandKeys(): void {
  const { city } = useServices();
  const context = useCommandContext();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // A dialog closes by itself while the focus is in it; this is for a focus that got lost.
      if (nameOfPress(event) === 'Escape' && !event.defaultPrevented && useDialogsStore.getState().open !== null) {
        useDialogsStore.getState().actions.close();
        return;
      }
      const command = BY_KEYS.get(nameOfPress(event));
      if (command === undefined || event.defaultPrevented || !mayRun(command, event.target)) return;
      event.preventDefault();
      command.run(context);
    };
    const onMouseUp = (event: MouseEvent): void => {
      if (event.button === 3) runCommand('goBack', context);
      if (event.button === 4) runCommand('goForward', context);
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, [city, context]);
}

function mayRun(command: Command, target: EventTarget | null): boolean {
  if (useDialogsStore.getState().open !== null) return false;
  const isTyping = target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
  return command.whileTyping === true || !(isTyping || target instanceof HTMLSelectElement);
}
