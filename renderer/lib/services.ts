import { createContext, use } from 'react';
import type { City } from '../../shared/city/city.ts';
import type { SessionInfo } from '../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { AreaFigureBook } from '../data/area-figures.ts';
import type { LiveData } from '../data/live-data.ts';

/** What the window has after it started: the city, the backend, who we are, and the live data with its sums. */
export interface Services {
  readonly city: City;
  readonly client: BackendClient;
  readonly session: SessionInfo;
  /** What the topics bring, whichever moment is shown: for what nobody may miss while they look back. */
  readonly now: LiveData;
  /** What is shown: the live data, or a moment of the past in its place. */
  readonly live: LiveData;
  /** The same with its clock standing at the moment that is shown; that of `live` goes on. */
  readonly shown: LiveData;
  readonly figures: AreaFigureBook;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === null) throw new Error('used outside of the console');
  return services;
}
