import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Face } from '../../shared/contract/caller.ts';
import { OPEN_BACKEND_CALL, SHOW_WALL_CALL, WALL_DISPLAYS_CALL, WALL_MODES } from '../../shared/host/host-facts.ts';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';
import type { BackendSupervisor } from './backend-supervisor.ts';
import type { WallWindows } from './wall-windows.ts';

/** Which face each page of ours is. A page that is not in here gets no backend. */
export class PageFaces {
  readonly #faces = new WeakMap<WebContents, Face>();

  assign(contents: WebContents, face: Face): void {
    this.#faces.set(contents, face);
  }

  faceOf(contents: WebContents): Face | null {
    return this.#faces.get(contents) ?? null;
  }
}

/** The face behind a call, which must come from the main frame of a page of ours. */
function callingFace(event: IpcMainInvokeEvent, faces: PageFaces): Face {
  const face = faces.faceOf(event.sender);
  const frame = event.senderFrame;
  if (face === null || frame === null || frame !== event.sender.mainFrame || !frame.url.startsWith(`${WINDOW_ORIGIN}/`)) {
    throw new Error('Not a page of this application');
  }
  return face;
}

/** Answers what a page can ask: its way to the backend and, for the console alone, what stands on the displays. */
export function serveBridge(supervisor: BackendSupervisor, faces: PageFaces, walls: WallWindows): void {
  const assertConsole = (event: IpcMainInvokeEvent): void => {
    if (callingFace(event, faces) !== 'console') throw new Error('Not the console');
  };
  ipcMain.handle(OPEN_BACKEND_CALL, (event) => supervisor.connect(event.sender, callingFace(event, faces)));
  ipcMain.handle(WALL_DISPLAYS_CALL, (event) => {
    assertConsole(event);
    return walls.displays();
  });
  ipcMain.handle(SHOW_WALL_CALL, (event, displayId: unknown, mode: unknown) => {
    assertConsole(event);
    const known = WALL_MODES.find((candidate) => candidate === mode);
    if (known === undefined) throw new Error('No such mode');
    walls.show(String(displayId), known);
  });
}
