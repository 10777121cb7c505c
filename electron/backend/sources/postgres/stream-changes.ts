import type { Clock } from '../../clock.ts';
import type { ChangeSink } from '../../replication/change.ts';
import type { UpstreamCatalog } from './catalog.ts';
import { ChangeDecoder } from './change-decoder.ts';
import type { CityCodes } from './city-codes.ts';
import type { ControlLine } from './control-line.ts';
import type { Lsn } from './lsn.ts';
import type { PostgresPosition } from './position.ts';
import { repeat } from '../../repeat.ts';
import type { ReplicationLine } from './replication-line.ts';
import type { RecentTransactions } from './seen-transactions.ts';
import { RowCompletion } from './row-completion.ts';
import type { SourceReporter } from './source-reporter.ts';
import { StreamSession } from './stream-session.ts';
import type { PostgresTuning } from './tuning.ts';
import type { UpstreamWatch } from './upstream-watch.ts';

export interface StreamChangesOptions {
  readonly line: ReplicationLine;
  readonly control: ControlLine;
  readonly watch: UpstreamWatch;
  /** Where the replica stands. */
  readonly from: PostgresPosition;
  /** What upstream already takes for durable here. */
  readonly confirmed: Lsn;
  readonly names: { readonly publication: string; readonly slot: string };
  readonly clock: Clock;
  readonly tuning: PostgresTuning;
  readonly codes: CityCodes;
  readonly sink: ChangeSink;
  readonly reporter: SourceReporter;
  /** Told of each transaction that comes. */
  readonly recent: RecentTransactions;
}

function tableOids({ tables }: UpstreamCatalog) {
  return new Map([...tables].map(([name, { oid }]) => [oid, name]));
}

function openSession(options: StreamChangesOptions): StreamSession {
  const { line, control, watch, from, confirmed, clock, tuning, codes, sink, reporter, recent } = options;
  const completion = new RowCompletion(control, watch.catalog, codes);
  return new StreamSession({
    line,
    sink,
    clock,
    tuning,
    from,
    confirmed,
    ourTime: (serverMs) => watch.ourTime(serverMs),
    complete: (changes) => completion.complete(changes),
    came: (transactionId) => recent.came(transactionId),
    isTableMissing: () => watch.isTableMissing,
    meter: reporter.meter,
  });
}

/** Does something again and again until it throws; `failure` rejects then. */
function guard(start: (act: (action: () => Promise<void> | void) => () => Promise<void>) => () => void) {
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  const end = start((action) => async () => {
    try {
      await action();
    } catch (error) {
      failure.reject(error);
    }
  });
  return { failure: failure.promise, end };
}

/**
 * Follows the stream until it breaks, and looks at upstream beside it. Resolves with where the replica stands when upstream is whole again after
 * something was missing, or publishes other rows than before: then only a new snapshot is exact.
 */
export async function streamChanges(options: StreamChangesOptions, signal: AbortSignal): Promise<PostgresPosition> {
  const { line, watch, from, names, clock, tuning, codes, reporter } = options;
  const session = openSession(options);
  const decoder = new ChangeDecoder(codes, tableOids(watch.catalog), session.decoded);
  session.decodeWith((message) => decoder.decode(message));
  const ended = new AbortController();
  const needsSnapshot = Promise.withResolvers<PostgresPosition>();
  const position = (): PostgresPosition => ({ ...from, lsn: session.appliedLsn, hasGaps: session.hasGaps });
  const ticks = guard((act) => {
    const endStatus = repeat(
      clock,
      tuning.statusEveryMs,
      act(() => {
        session.tick();
        reporter.streaming(watch, session);
      }),
    );
    const endLooking = repeat(
      clock,
      tuning.checkEveryMs,
      act(async () => {
        await watch.look();
        if (watch.isWhole && (session.hasGaps || watch.fingerprint !== from.publication)) needsSnapshot.resolve(position());
      }),
    );
    return () => {
      endStatus();
      endLooking();
    };
  });
  const stop = (): void => line.close();
  signal.addEventListener('abort', stop);
  const applying = session.applyAll(ended.signal);
  try {
    reporter.streaming(watch, session);
    const streaming = line.stream(names.slot, names.publication, from.lsn, session).then(position);
    return await Promise.race([streaming, applying.then(position), ticks.failure, needsSnapshot.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
    ticks.end();
    ended.abort();
    line.close();
    options.control.close();
    // Whoever runs us may give the sink to the next run at once.
    await applying.catch(() => undefined);
  }
}
