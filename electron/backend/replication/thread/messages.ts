import type { MessagePort } from 'node:worker_threads';
import type { BackendApi } from '../../../../shared/contract/backend-api.ts';
import type { Answer, CallError } from '../../../../shared/contract/errors.ts';
import { DatabaseKey } from '../../db/database-key.ts';
import type { ReplicationStatus } from '../../replication-state.ts';
import type { SourceSpec } from '../../sources/source-spec.ts';
import type { AppliedTransaction } from '../applied.ts';

/** What the replication thread is started with. */
export interface ReplicationSettings {
  /** Holds replica.db. */
  readonly dataFolder: string;
  /** resources/city. */
  readonly cityFolder: string;
  readonly sourceSpec: SourceSpec;
  /** How long the source waits, 0 by default, where the replica can be looked at already: catching up takes the machine from windows that open. */
  readonly sourceWaitMs?: number;
  /** Both threads open the file with it. A message of this process carries it, and nothing else does. */
  readonly replicaKeyBytes: Uint8Array;
  /** The file that lies there was made with another key, which is gone. */
  readonly replicaKeyChanged: boolean;
}

/** The key out of the settings. @throws Error when they hold none */
export function replicaKeyOf({ replicaKeyBytes }: ReplicationSettings): DatabaseKey {
  const key = DatabaseKey.of(replicaKeyBytes);
  if (key === null) throw new Error('the replication thread was given no key');
  return key;
}

/** What the thread can be asked to do: the calls of these names. */
export type CommandName = 'retrySource' | 'rebuildReplica' | 'retryQuarantine' | 'applyImport';
export type ReplicationCommand = {
  readonly [Name in CommandName]: { readonly name: Name; readonly request: BackendApi[Name]['request'] };
}[CommandName];
export type CommandAnswer = BackendApi[CommandName]['answer'];

/** What the thread says. */
export type FromReplication =
  /** The file can be opened for reading, complete or empty. The first word, once; everything after is a change of it. */
  | { readonly kind: 'opened'; readonly sourceId: string; readonly status: ReplicationStatus }
  /** It could not be opened; the thread ends. */
  | { readonly kind: 'failed'; readonly error: Required<CallError> }
  /** The file is about to be exchanged: it must be closed, and `released` answered. */
  | { readonly kind: 'release' }
  | { readonly kind: 'reopen' }
  /** After every commit, in order. */
  | { readonly kind: 'applied'; readonly applied: AppliedTransaction }
  | { readonly kind: 'status'; readonly status: ReplicationStatus }
  | { readonly kind: 'heartbeat'; readonly atMs: number }
  | { readonly kind: 'answered'; readonly id: number; readonly answer: Answer<CommandAnswer> }
  /** It was asked whether it still turns. */
  | { readonly kind: 'alive' }
  /** One line of the log, as JSON. */
  | { readonly kind: 'log'; readonly line: string };

/** What it is told. */
export type ToReplication =
  /** Begin; until then nothing is opened. */
  | { readonly kind: 'open' }
  | { readonly kind: 'released' }
  /** Are you there? Answered by `alive` as soon as the thread's loop turns. */
  | { readonly kind: 'ask-alive' }
  /** A reader met damage in the file that it has open. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'command'; readonly id: number; readonly command: ReplicationCommand }
  /** Close everything and end. */
  | { readonly kind: 'stop' };

/** One end of the way between the two threads. */
export interface ThreadPort<Incoming, Outgoing> {
  post(message: Outgoing): void;
  onMessage(listener: (message: Incoming) => void): void;
  close(): void;
}

export type ReplicationEnd = ThreadPort<ToReplication, FromReplication>;
export type ReaderEnd = ThreadPort<FromReplication, ToReplication>;

/** A port of this process: both ends are this program, so what comes is what the other end's type says. */
export function threadPort<Incoming, Outgoing>(port: MessagePort): ThreadPort<Incoming, Outgoing> {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    close: () => port.close(),
  };
}
