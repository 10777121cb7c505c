import { LIVE_SOURCE } from '../../../../shared/contract/testing/live-source.ts';
import { DueDayCounts } from '../../queries/due-day-counts.ts';
import type { QueryContext } from '../../queries/query-context.ts';
import type { Change } from '../../replication/change.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../../reports/testing/simulated-office.ts';
import { Publisher } from '../publisher.ts';
import { WallSettingsStore } from '../../wall/wall-settings.ts';
import { QUIET_OFFICE } from './quiet-office.ts';

/** A simulated office whose topics are published; a read that fails fails the test. */
export interface TopicOffice {
  readonly office: SimulatedOffice;
  readonly context: QueryContext;
  readonly publisher: Publisher;
  apply(changes: readonly Change[]): Promise<void>;
  close(): void;
}

export async function openTopicOffice(nowMs: number): Promise<TopicOffice> {
  const office = await openSimulatedOffice(nowMs);
  const { replica, city, clock } = office;
  const context: QueryContext = { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
  const status = {
    replica: { phase: 'live' },
    position: '',
    source: LIVE_SOURCE,
    sources: [],
    quarantinedRows: 0,
    batches: [],
    office: QUIET_OFFICE,
  } as const;
  const wallSettings = new WallSettingsStore(office.office.settings, () => publisher.wallSettingsChanged());
  const publisher: Publisher = new Publisher({
    context,
    readStatus: () => ({ ...status, nowMs: clock.now() }),
    readWallSettings: () => wallSettings.current,
    readConsultation: () => ({ frame: null, annotations: [], pointer: null }),
    onFailed: (_, error) => {
      throw error;
    },
  });
  replica.observe((applied) => publisher.touch(applied));
  publisher.open();
  let transactions = 0;
  return {
    office,
    context,
    publisher,
    apply: (changes) => {
      transactions += 1;
      return replica.sink.transaction({ position: `test-${transactions}`, committedAtMs: clock.now(), changes });
    },
    close: () => {
      publisher.close();
      office.close();
    },
  };
}
