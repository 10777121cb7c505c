import { type Logger, pino } from 'pino';
import { type CallError, CodedError } from '../../../../shared/contract/errors.ts';
import { loadCity } from '../../city/load-city.ts';
import type { Clock } from '../../clock.ts';
import type { DatabaseKey } from '../../db/database-key.ts';
import { errorCodeOf } from '../../files/system-error.ts';
import { LOG_OPTIONS } from '../../log/log-options.ts';
import { orNotWritable } from '../../not-writable.ts';
import { ReplicationState } from '../../replication-state.ts';
import { SourceRunner } from '../../source-runner.ts';
import { createSource } from '../../sources/source-spec.ts';
import { allReaders, type ReplicaReaders } from '../file-exchange.ts';
import type { Checkpointer } from '../log/checkpointer.ts';
import { LogKeeper } from '../log/log-keeper.ts';
import { openSharedReplica } from '../open-replica.ts';
import { type ReplicaOptions, replicaPath } from '../replica-options.ts';
import type { Replica } from '../replica.ts';
import { type CommandAnswer, type ReplicationCommand, type ReplicationEnd, type ReplicationSettings, replicaKeyOf } from './messages.ts';

const SLOW_STATEMENT_MS = 50;

/** Asks the other thread to close the file, and waits until it has. */
class DistantReaders implements ReplicaReaders {
  readonly #end: ReplicationEnd;
  #resolve: () => void = () => undefined;

  constructor(end: ReplicationEnd) {
    this.#end = end;
  }

  release(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#end.post({ kind: 'release' });
    });
  }

  released(): void {
    this.#resolve();
  }

  reopen(): void {
    this.#end.post({ kind: 'reopen' });
  }
}

function distantLog(end: ReplicationEnd): Logger {
  return pino(
    { ...LOG_OPTIONS, base: null, timestamp: false, formatters: { level: (level) => ({ level }) } },
    { write: (line) => end.post({ kind: 'log', line }) },
  );
}

function asCallError(error: unknown): Required<CallError> {
  if (error instanceof CodedError) return { code: error.code, message: error.message, details: error.details };
  return { code: errorCodeOf(error), message: error instanceof Error ? error.message : String(error), details: {} };
}

/** What the thread runs on. */
export interface ReplicationGround {
  readonly clock: Clock;
  /** Null where commits copy the log themselves. */
  readonly startCheckpointer: ((path: string, key: DatabaseKey) => Checkpointer) | null;
  /** Makes the source of a spec; the application's own when left out. */
  readonly createSource?: typeof createSource;
}

interface Running {
  readonly replica: Replica;
  readonly runner: SourceRunner;
  close(): Promise<void>;
}

async function open(
  settings: ReplicationSettings,
  { clock, startCheckpointer, createSource: create = createSource }: ReplicationGround,
  end: ReplicationEnd,
  readers: DistantReaders,
  onLost: (error: unknown) => void,
): Promise<Running> {
  const { dataFolder, cityFolder, sourceSpec, sourceWaitMs = 0 } = settings;
  const key = replicaKeyOf(settings);
  const city = await loadCity(cityFolder);
  const log = distantLog(end);
  const source = await create(sourceSpec, city, clock);
  const state = new ReplicationState(source, clock);
  const options: ReplicaOptions = {
    folder: dataFolder,
    sourceId: source.id,
    city,
    key,
    keyChanged: settings.replicaKeyChanged,
    now: () => clock.now(),
    onRebuild: (progress) => state.rebuilt(progress),
    onLost,
    onNotShown: (error) => log.warn({ err: error }, 'first rows not shown before the rest'),
    onHeartbeat: (atMs) => end.post({ kind: 'heartbeat', atMs }),
    slowQueryMs: SLOW_STATEMENT_MS,
    onSlowQuery: ({ statement, durationMs }) => log.warn({ statement, durationMs: Math.round(durationMs) }, 'slow statement'),
  };
  const path = replicaPath(dataFolder);
  const checkpointer = startCheckpointer?.(path, key) ?? null;
  const care: LogKeeper | null = checkpointer && new LogKeeper({ path, checkpointer, emptyHere: () => replica.emptyLog(), clock, log });
  const copyElsewhere = checkpointer && ((file: string) => checkpointer.copyTo(file));
  const replica = await orNotWritable(dataFolder, () =>
    openSharedReplica(
      { ...options, ...(care === null ? {} : { careOfLog: care }), ...(copyElsewhere === null ? {} : { copyElsewhere }) },
      checkpointer === null ? readers : allReaders([readers, checkpointer]),
    ),
  );
  const cursor = replica.cursor();
  if (cursor !== null) state.opened(cursor.committedAtMs, cursor.appliedAtMs);
  end.post({ kind: 'opened', sourceId: source.id, status: state.status });
  state.observe(() => end.post({ kind: 'status', status: state.status }));
  replica.observe((applied) => end.post({ kind: 'applied', applied }));
  const runner = new SourceRunner({ source, replica, state, clock, log });
  runner.start(cursor === null ? 0 : sourceWaitMs);
  const close = async (): Promise<void> => {
    await runner.stop();
    state.close();
    await care?.close();
    await checkpointer?.stop();
    replica.close();
  };
  return { replica, runner, close };
}

async function obey({ runner }: Running, command: ReplicationCommand): Promise<CommandAnswer> {
  if (command.name === 'retryQuarantine') return runner.retryQuarantine(command.request.row);
  if (command.name === 'applyImport') await runner.applyImport(command.request.digest);
  else if (command.name === 'retrySource') runner.retry();
  else runner.rebuild();
  return null;
}

/**
 * What the replication thread does: it holds the source and the only connection that writes the replica, and tells the other end what it
 * committed. It opens nothing before it is told to. Resolves when it was told to stop and everything is closed. Rejects when the replica's file is lost
 * under it: whoever carries it begins anew.
 */
export function runReplication(settings: ReplicationSettings, ground: ReplicationGround, end: ReplicationEnd): Promise<void> {
  const readers = new DistantReaders(end);
  const lost = Promise.withResolvers<never>();
  let opening: Promise<Running | null> = Promise.resolve(null);
  const begin = (): void => {
    opening = open(settings, ground, end, readers, lost.reject).catch((error: unknown) => {
      // What goes over is a code and a sentence: the cause, and where it was, stand in the log alone.
      distantLog(end).error({ err: error }, 'replica not opened');
      end.post({ kind: 'failed', error: asCallError(error) });
      return null;
    });
  };
  const stop = async (): Promise<void> => {
    const running = await opening;
    await running?.close();
    end.close();
  };
  const obeyed = async (id: number, command: ReplicationCommand): Promise<void> => {
    try {
      const running = await opening;
      if (running === null) throw new CodedError('source-not-connected', 'the replica is not open');
      end.post({ kind: 'answered', id, answer: { ok: true, value: await obey(running, command) } });
    } catch (error) {
      end.post({ kind: 'answered', id, answer: { ok: false, error: asCallError(error) } });
    }
  };
  const stopped = new Promise<void>((resolve, reject) => {
    end.onMessage((message) => {
      if (message.kind === 'open') begin();
      else if (message.kind === 'command') void obeyed(message.id, message.command);
      else if (message.kind === 'released') readers.released();
      else if (message.kind === 'ask-alive') end.post({ kind: 'alive' });
      else if (message.kind === 'damaged') void opening.then((running) => running?.replica.meetDamage());
      else stop().then(resolve, reject);
    });
  });
  return Promise.race([stopped, lost.promise]);
}
