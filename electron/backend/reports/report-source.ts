import type { ReportSource } from '../../../shared/contract/daily-report.ts';
import { replicationStand, replicationStanding } from '../../../shared/contract/replication-standing.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';

/** What a report says of the source of its rows: no address, since paper goes anywhere. */
export function reportSource(status: StatusSnapshot): ReportSource {
  const { source, replica, quarantinedRows } = status;
  const trouble = source.trouble?.code ?? (replica.phase === 'failed' ? replica.code : null);
  const { kind, areaCode, offlineSinceMs } = source;
  const stand = replicationStand(status);
  return { kind, areaCode, standing: replicationStanding(status), offlineSinceMs, trouble, quarantinedRows, stand };
}
