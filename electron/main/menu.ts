import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../shared/contract/daily-report.ts';
import { WALL_MODES, type WallDisplay } from '../../shared/host/host-facts.ts';
import { filled } from '../../shared/i18n/filled.ts';
import { MENU_WORDS, type MenuWords } from '../../shared/i18n/menu.ts';
import type { WallWindows } from './wall-windows.ts';

type Role = NonNullable<MenuItemConstructorOptions['role']>;

function items(words: MenuWords, entries: readonly (readonly [Role, keyof MenuWords] | null)[]): MenuItemConstructorOptions[] {
  return entries.map((entry) => (entry === null ? { type: 'separator' } : { role: entry[0], label: words[entry[1]] }));
}

const MODE_WORDS = { none: 'wallNone', window: 'wallWindow', kiosk: 'wallKiosk' } as const;

/** One line a display: its wall, and how it stands there. */
function wallItems(words: MenuWords, walls: WallWindows): MenuItemConstructorOptions[] {
  const nameOf = ({ label, width, height, isPrimary }: WallDisplay, index: number): string => {
    const name = label === '' ? filled(words.display, { number: String(index + 1) }) : label;
    return `${name} · ${width} × ${height}${isPrimary ? ` · ${words.primaryDisplay}` : ''}`;
  };
  return walls.displays().map((display, index) => ({
    label: nameOf(display, index),
    submenu: WALL_MODES.map((mode) => ({
      type: 'radio',
      label: words[MODE_WORDS[mode]],
      checked: display.mode === mode,
      click: () => walls.show(display.id, mode),
    })),
  }));
}

/** The native menu in the user's language: what the system expects of every window, and the walls. Developer tools only outside a package. */
export function setNativeMenu(language: Language, walls: WallWindows): void {
  const words = MENU_WORDS[language];
  const developer: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ type: 'separator' }, { role: 'toggleDevTools' }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: words.file, submenu: items(words, [['close', 'close'], null, ['quit', 'quit']]) },
      {
        label: words.edit,
        submenu: items(words, [
          ['undo', 'undo'],
          ['redo', 'redo'],
          null,
          ['cut', 'cut'],
          ['copy', 'copy'],
          ['paste', 'paste'],
          ['selectAll', 'selectAll'],
        ]),
      },
      {
        label: words.view,
        submenu: [
          ...items(words, [
            ['reload', 'reload'],
            null,
            ['resetZoom', 'actualSize'],
            ['zoomIn', 'zoomIn'],
            ['zoomOut', 'zoomOut'],
            null,
            ['togglefullscreen', 'fullScreen'],
          ]),
          ...developer,
        ],
      },
      {
        label: words.window,
        submenu: [...items(words, [['minimize', 'minimize'], null]), { label: words.wall, submenu: wallItems(words, walls) }],
      },
    ]),
  );
}
