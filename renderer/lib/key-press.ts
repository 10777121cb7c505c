/** The part of a KeyboardEvent that names what was pressed. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * `Ctrl+k`, `Alt+ArrowLeft`, `?` of a key press. Command counts as Ctrl. Shift is only named where it does not already show in the
 * character, as in `?`.
 */
export function nameOfPress(press: KeyPress): string {
  const hasControl = press.ctrlKey || press.metaKey;
  const isCharacter = press.key.length === 1 && press.key !== ' ';
  const saysShift = press.shiftKey && (!isCharacter || (hasControl && /^[A-Z]$/.test(press.key)));
  return [hasControl ? 'Ctrl' : '', press.altKey ? 'Alt' : '', saysShift ? 'Shift' : '', press.key].filter((part) => part !== '').join('+');
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ' ': 'Space',
  '=': '+',
  '-': '−',
};

/** The keys of a command as they stand on a keyboard, one text a key. */
export function keyLabels(keys: string): readonly string[] {
  return (keys === '+' ? [keys] : keys.split('+')).map((key) => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
