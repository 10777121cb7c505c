import type { City } from '../../shared/city/city.ts';
import type { SessionInfo } from '../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import type { TopicName } from '../../shared/contract/topics.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import type { GridCountsAsOf, GridDataAges } from '../../shared/contract/backend-api.ts';
import { nextFrame } from './change-signal.ts';
import { AlertRows } from './live-alerts.ts';
import { CoverageRows } from './live-coverage.ts';
import type { LiveData } from './live-data.ts';
import { PolledColumns } from './polled-columns.ts';
import { StatusView } from './live-status.ts';
import { WorkerRows } from './live-workers.ts';

export interface LiveTopics {
  readonly data: LiveData;
  /** The same as in `data`, to be filled by who knows when they are looked at. */
  readonly polled: { readonly dataAges: PolledColumns<GridDataAges>; readonly compared: PolledColumns<GridCountsAsOf> };
  /** Whose tasks `data.coverage` counts; the old counts stay until the new snapshot is here. */
  setScope(scope: BatchScope): void;
  /** Ends every subscription. */
  close(): void;
}

/** Subscribes to every topic and keeps what they bring. `onFailed` hears of a topic that this caller is not served. */
export function openLiveTopics(
  client: BackendClient,
  city: City,
  session: SessionInfo,
  scope: BatchScope,
  onFailed: (topic: TopicName, error: CallError | null) => void,
): LiveTopics {
  const monotonicMs = () => performance.now();
  const coverage = new CoverageRows(city.grids.count, city.streets.count, nextFrame);
  const alerts = new AlertRows(nextFrame);
  const workers = new WorkerRows(nextFrame, monotonicMs);
  const status = new StatusView(session.nowMs, nextFrame, monotonicMs);

  const polled = { dataAges: new PolledColumns<GridDataAges>(nextFrame), compared: new PolledColumns<GridCountsAsOf>(nextFrame) };

  const subscribeCoverage = (params: { readonly scope: BatchScope }) =>
    client.subscribe('coverage', params, {
      onEvent: (event) => {
        onFailed('coverage', null);
        coverage.apply(event);
      },
      onFailed: (error) => onFailed('coverage', error),
    });
  let endCoverage = subscribeCoverage({ scope });
  const ends = [
    client.subscribe('alerts', {}, { onEvent: (event) => alerts.apply(event), onFailed: (error) => onFailed('alerts', error) }),
    client.subscribe('workers', {}, { onEvent: (event) => workers.apply(event), onFailed: (error) => onFailed('workers', error) }),
    client.subscribe('status', {}, { onEvent: (event) => status.apply(event), onFailed: (error) => onFailed('status', error) }),
  ];
  return {
    data: { coverage, alerts, workers, status, ...polled },
    polled,
    setScope: (next) => {
      endCoverage();
      endCoverage = subscribeCoverage({ scope: next });
    },
    close: () => {
      endCoverage();
      for (const end of ends) end();
    },
  };
}
