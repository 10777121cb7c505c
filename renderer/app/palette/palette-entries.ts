import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';

export interface PaletteEntry {
  readonly key: string;
  readonly content: ReactNode;
  readonly run: () => void;
}

/** Which entry the arrow keys stand on; Enter runs it. */
export function useActiveEntry(entries: readonly PaletteEntry[], onClose: () => void) {
  const [active, setActive] = useState(0);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const deed = deedOf('search', nameOfPress(event));
    if (deed === 'hitDown') setActive((active + 1) % Math.max(1, entries.length));
    else if (deed === 'hitUp') setActive((active - 1 + entries.length) % Math.max(1, entries.length));
    else if (deed === 'hitOpen') {
      const entry = entries[active];
      if (entry === undefined) return;
      onClose();
      entry.run();
    } else return;
    event.preventDefault();
  };
  return { active, setActive, onKeyDown };
}
