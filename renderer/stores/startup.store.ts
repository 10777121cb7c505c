import { create } from 'zustand';
import type { CallError } from '../../shared/contract/errors.ts';
import type { Services } from '../lib/services.ts';

export type StartupStep = 'connecting' | 'session' | 'city' | 'fonts';

export type Startup =
  | { readonly phase: 'starting'; readonly step: StartupStep }
  | { readonly phase: 'failed'; readonly error: CallError | 'city' }
  | { readonly phase: 'ready'; readonly services: Services };

interface StartupStore {
  readonly startup: Startup;
  readonly actions: { set(startup: Startup): void };
}

export const useStartupStore = create<StartupStore>()((set) => ({
  startup: { phase: 'starting', step: 'connecting' },
  actions: { set: (startup) => set({ startup }) },
}));
