import type { Logger } from 'pino';
import type { TopicName } from '../../../shared/contract/topics.ts';
import { type AppliedTransaction, rowsOf } from '../replication/applied.ts';
import type { Published } from '../topics/publication.ts';

/** Writes down where a change is: under its position in the source when it was applied, and under the topics' revisions that told it. */
export interface ChangeTrail {
  readonly applied: (applied: AppliedTransaction) => void;
  readonly published: (topic: TopicName, published: Published) => void;
}

/** Null unless the log is at `debug`: then nobody pays for it. */
export function followChanges(log: Logger): ChangeTrail | null {
  if (!log.isLevelEnabled('debug')) return null;
  return {
    applied: (applied) => {
      const { position, committedAtMs, replaced } = applied;
      log.debug({ position, committedAtMs, rows: rowsOf(applied), replaced }, 'applied');
    },
    published: (topic, { revision, from, to }) => log.debug({ topic, revision, from, to }, 'published'),
  };
}
