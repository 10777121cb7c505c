import { contextBridge, ipcRenderer } from 'electron';
import {
  BACKEND_LOST_MESSAGE,
  BACKEND_PORT_MESSAGE,
  type BackendAddress,
  FACTS_SWITCH,
  type HostBridge,
  type HostFacts,
  OPEN_BACKEND_CALL,
  SHOW_WALL_CALL,
  WALL_DISPLAYS_CALL,
  type WallDisplay,
  type WallMode,
} from '../../shared/host/host-facts.ts';

/** Hands the page its way to the backend, the facts of its host and the console's hold on the walls, and nothing else. */
function readFacts(): HostFacts {
  const given = process.argv.find((value) => value.startsWith(FACTS_SWITCH))?.slice(FACTS_SWITCH.length) ?? '{}';
  // Written by our own main process.
  return Object.freeze(JSON.parse(decodeURIComponent(given)) as HostFacts);
}

ipcRenderer.on(BACKEND_PORT_MESSAGE, (event) => window.postMessage(BACKEND_PORT_MESSAGE, location.origin, [...event.ports]));
ipcRenderer.on(BACKEND_LOST_MESSAGE, () => window.postMessage(BACKEND_LOST_MESSAGE, location.origin));

const bridge: HostBridge = Object.freeze({
  facts: readFacts(),
  openBackend: (): Promise<BackendAddress> => ipcRenderer.invoke(OPEN_BACKEND_CALL),
  wallDisplays: (): Promise<readonly WallDisplay[]> => ipcRenderer.invoke(WALL_DISPLAYS_CALL),
  showWall: (displayId: string, mode: WallMode): Promise<void> => ipcRenderer.invoke(SHOW_WALL_CALL, displayId, mode),
});
contextBridge.exposeInMainWorld('commandCenterHost', bridge);
