import type { BrowserWindow } from 'electron';

/** A page that is loaded and was not drawn for so long is shown as it is: no display stays without its window because an event does not come. */
const SHOW_ANYWAY_MS = 3000;

/** Calls `show` once, when there is something to see in a window that is not shown yet. */
export function onceDrawn(window: BrowserWindow, show: () => void): void {
  let isCalled = false;
  const call = (): void => {
    if (isCalled || window.isDestroyed()) return;
    isCalled = true;
    show();
  };
  window.once('ready-to-show', call);
  window.webContents.once('did-finish-load', () => setTimeout(call, SHOW_ANYWAY_MS));
}
