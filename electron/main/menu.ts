import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../shared/contract/daily-report.ts';
import { MENU_WORDS, type MenuWords } from '../../shared/i18n/menu.ts';

type Role = NonNullable<MenuItemConstructorOptions['role']>;

function items(words: MenuWords, entries: readonly (readonly [Role, keyof MenuWords] | null)[]): MenuItemConstructorOptions[] {
  return entries.map((entry) => (entry === null ? { type: 'separator' } : { role: entry[0], label: words[entry[1]] }));
}

/** The native menu in the user's language: what the system expects of every window. Developer tools only outside a package. */
export function setNativeMenu(language: Language): void {
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
      { label: words.window, submenu: items(words, [['minimize', 'minimize']]) },
    ]),
  );
}
