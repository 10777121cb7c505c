import { useMemo } from 'react';
import { keyLabels } from '../../lib/key-press.ts';
import { useWords } from '../../lib/use-words.ts';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { paletteCommands } from '../keys/commands.ts';
import { useCommandContext } from '../keys/use-command-context.ts';
import type { PaletteEntry } from './palette-entries.ts';
import type { WordsMatch } from './words-match.ts';

/** The commands whose words hold a text, see `wordsMatch`. */
export function useCommandEntries(isMeant: WordsMatch): readonly PaletteEntry[] {
  const { t } = useWords();
  const context = useCommandContext();
  return useMemo(() => {
    return paletteCommands()
      .filter((command) => isMeant(t(`command.${command.id}`)))
      .map((command) => ({
        key: command.id,
        content: (
          <>
            <span className="hit-name">{t(`command.${command.id}`)}</span>
            {command.keys !== undefined && (
              <span className="hit-kind">
                <KeyCaps keys={keyLabels(command.keys)} />
              </span>
            )}
          </>
        ),
        run: () => command.run(context),
      }));
  }, [t, context, isMeant]);
}
