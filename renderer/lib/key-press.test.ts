import { describe, expect, it } from 'vitest';
import { keyLabels, type KeyPress, nameOfPress } from './key-press.ts';

const press = (key: string, held: Partial<KeyPress> = {}): string =>
  nameOfPress({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('a key press', () => {
  it('is named by its modifiers and its key', () => {
    expect(press('k', { ctrlKey: true })).toBe('Ctrl+k');
    expect(press('k', { metaKey: true })).toBe('Ctrl+k');
    expect(press('ArrowLeft', { altKey: true })).toBe('Alt+ArrowLeft');
    expect(press('F6', { shiftKey: true })).toBe('Shift+F6');
    expect(press('L', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+L');
  });

  it('does not name Shift where the character already shows it', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
  });

  it('is shown as it stands on the keyboard', () => {
    expect(keyLabels('Alt+ArrowLeft')).toEqual(['Alt', '←']);
    expect(keyLabels('Ctrl+k')).toEqual(['Ctrl', 'K']);
  });
});
