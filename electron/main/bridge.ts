import { ipcMain, type WebContents } from 'electron';
import type { Face } from '../../shared/contract/caller.ts';
import { OPEN_BACKEND_CALL } from '../../shared/host/host-facts.ts';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';
import type { BackendSupervisor } from './backend-supervisor.ts';

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

/** Answers the only call that a page can make: a way to the backend, for the main frame of a page of ours. */
export function serveBridge(supervisor: BackendSupervisor, faces: PageFaces): void {
  ipcMain.handle(OPEN_BACKEND_CALL, (event) => {
    const face = faces.faceOf(event.sender);
    const frame = event.senderFrame;
    if (face === null || frame === null || frame !== event.sender.mainFrame || !frame.url.startsWith(`${WINDOW_ORIGIN}/`)) {
      throw new Error('Not a page of this application');
    }
    return supervisor.connect(event.sender, face);
  });
}
