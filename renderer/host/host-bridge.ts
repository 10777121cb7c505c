import type { HostBridge } from '../../shared/host/host-facts.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; a browser has none. */
    readonly commandCenterHost?: HostBridge;
  }
}

export function electronBridge(): HostBridge | null {
  return window.commandCenterHost ?? null;
}
