import { createContext, use } from 'react';
import { create } from 'zustand';
import type { City } from '../../shared/city/city.ts';
import type { SessionInfo } from '../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { WallSnapshot } from '../../shared/contract/wall.ts';
import type { ConsultationView } from '../data/live-consultation.ts';
import type { StatusView } from '../data/live-status.ts';
import type { WallView } from '../data/live-wall.ts';
import { useClock, useRevision } from '../lib/use-live.ts';

/** What a wall has after it started. */
export interface WallServices {
  readonly city: City;
  readonly client: BackendClient;
  readonly session: SessionInfo;
  readonly wall: WallView;
  readonly status: StatusView;
  readonly consultation: ConsultationView;
}

/** Null until the backend and the city are there. */
export const useWallStore = create<{ readonly services: WallServices | null }>()(() => ({ services: null }));

export const WallContext = createContext<WallServices | null>(null);

export function useWallServices(): WallServices {
  const services = use(WallContext);
  if (services === null) throw new Error('used outside of the wall');
  return services;
}

/** The latest aggregates; null before the first. */
export function useWallSnapshot(): WallSnapshot | null {
  const { wall } = useWallServices();
  useRevision(wall);
  return wall.snapshot;
}

/** The backend's clock, on whole steps. */
export function useWallNow(stepMs: number): number {
  return useClock(useWallServices().status, stepMs);
}
