import { create } from 'zustand';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import type { OfficeLock } from '../../shared/contract/office-security.ts';
import type { Services } from '../lib/services.ts';

export type StartupStep = 'connecting' | 'session' | 'city' | 'fonts';

export type Startup =
  | { readonly phase: 'starting'; readonly step: StartupStep }
  | { readonly phase: 'failed'; readonly error: CallError | 'city' }
  /** The office's own data does not open: somebody has to decide what to do. */
  | { readonly phase: 'locked'; readonly lock: OfficeLock; readonly client: BackendClient }
  | { readonly phase: 'ready'; readonly services: Services };

interface StartupStore {
  readonly startup: Startup;
  /** The map has shown its first picture, or it is known that there is none to wait for. What stands further down leaves the machine to it. */
  readonly isPictureSettled: boolean;
  readonly actions: { set(startup: Startup): void; settlePicture(): void };
}

export const useStartupStore = create<StartupStore>()((set) => ({
  startup: { phase: 'starting', step: 'connecting' },
  isPictureSettled: false,
  actions: { set: (startup) => set({ startup }), settlePicture: () => set({ isPictureSettled: true }) },
}));
