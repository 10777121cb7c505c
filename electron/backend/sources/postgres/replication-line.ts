import type { Client, QueryConfig } from 'pg';
import { asFault } from './classify-error.ts';
import { readMoment } from './cell-readers.ts';
import { disconnect, type QueryTimeout } from './connect.ts';
import { formatLsn, parseLsn, readLsn, writeLsn, type Lsn } from './lsn.ts';
import { SourceFailedError } from '../../replication/change.ts';

/**
 * Our own use of the driver's replication connection. The stream of pg-logical-replication acknowledges what was received rather than what is
 * safe, one byte too far, with a clock that is a week off, and lets a message that it cannot read end the process; its parser is what we take.
 */

export interface SystemIdentity {
  readonly systemId: string;
  readonly timeline: number;
  /** How far the log is written. */
  readonly writtenLsn: Lsn;
}

export interface CreatedSlot {
  /** Everything committed before it is in the snapshot, everything after it in the stream. */
  readonly consistentLsn: Lsn;
  /** Lives until this connection is used again. */
  readonly snapshotName: string;
}

/** What the walsender sends, in order. Handlers must not keep the bytes: the driver writes over them. */
export interface StreamHandlers {
  /** One pgoutput message; `walEnd` is how far the server's log is known to reach. */
  onMessage(message: Buffer, walEnd: Lsn): void;
  /** The server has read its log up to `walEnd`, at `serverMs` of its clock, and sent all that concerns us. */
  onKeepalive(walEnd: Lsn, serverMs: number, wantsReply: boolean): void;
}

export interface StandbyStatus {
  readonly received: Lsn;
  /** Survives a power cut here: upstream may forget it. */
  readonly durable: Lsn;
  /** Asks the server for a keepalive. */
  readonly wantsReply: boolean;
}

const XLOG_DATA = 'w'.charCodeAt(0);
const XLOG_HEADER_BYTES = 25;
const KEEPALIVE = 'k'.charCodeAt(0);
const STATUS = 'r'.charCodeAt(0);
const STATUS_BYTES = 34;
const POSTGRES_EPOCH_MS = 946_684_800_000n;

/** What the driver has and its types leave out. */
interface CopyBothConnection {
  sendCopyFromChunk(chunk: Buffer): void;
}

/** A name as SQL and replication commands take it. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function lsnOf(text: unknown): Lsn {
  const lsn = typeof text === 'string' ? parseLsn(text) : null;
  if (lsn === null) throw new SourceFailedError('source-failed', { reason: 'lsn' });
  return lsn;
}

/** Status bytes: received, durable and applied are places after the last byte; applied is durable here. */
export function encodeStatus({ received, durable, wantsReply }: StandbyStatus, nowMs: number): Buffer {
  const bytes = Buffer.alloc(STATUS_BYTES);
  bytes.writeUInt8(STATUS, 0);
  writeLsn(bytes, received, 1);
  writeLsn(bytes, durable, 9);
  writeLsn(bytes, durable, 17);
  bytes.writeBigInt64BE((BigInt(nowMs) - POSTGRES_EPOCH_MS) * 1000n, 25);
  bytes.writeUInt8(wantsReply ? 1 : 0, 33);
  return bytes;
}

/** A connection to a walsender. Its calls are made one after the other; `stream` is the last of them. */
export class ReplicationLine {
  readonly #client: Client;
  readonly #queryTimeoutMs: number;
  #isClosed = false;

  /** @param queryTimeoutMs what answers later has lost its line; commands that may take as long as they like are excepted */
  constructor(client: Client, queryTimeoutMs: number) {
    this.#client = client;
    this.#queryTimeoutMs = queryTimeoutMs;
  }

  /** Number of the walsender's process at the server. */
  get processId(): number {
    // Not in the driver's types.
    return (this.#client as unknown as { readonly processID: number | null }).processID ?? 0;
  }

  async identify(): Promise<SystemIdentity> {
    const [row] = await this.#ask('IDENTIFY_SYSTEM');
    return { systemId: String(row?.['systemid']), timeline: Number(row?.['timeline']), writtenLsn: lsnOf(row?.['xlogpos']) };
  }

  /** Where the server's history left an earlier timeline, null when it never was on it. */
  async leftTimelineAt(earlier: number, current: number): Promise<Lsn | null> {
    // The first timeline has no history, and a later one is in no earlier one's.
    if (current <= earlier) return null;
    const [row] = await this.#ask(`TIMELINE_HISTORY ${current}`);
    const content = row?.['content'];
    const line = (typeof content === 'string' ? content : '').split('\n').find((candidate) => Number(candidate.split('\t')[0]) === earlier);
    return line === undefined ? null : lsnOf(line.split('\t')[1]);
  }

  /**
   * Waits for the transactions that are open upstream, for as long as that takes: whether the line still lives is for others to see.
   * @param lifetime a temporary slot ends with this connection
   */
  async createSlot(name: string, lifetime: 'lasting' | 'temporary'): Promise<CreatedSlot> {
    const kind = lifetime === 'temporary' ? 'TEMPORARY LOGICAL' : 'LOGICAL';
    const [row] = await this.#query(`CREATE_REPLICATION_SLOT ${quoteIdentifier(name)} ${kind} pgoutput (SNAPSHOT 'export')`);
    return { consistentLsn: lsnOf(row?.['consistent_point']), snapshotName: String(row?.['snapshot_name']) };
  }

  /** Waits until nobody uses it. */
  async dropSlot(name: string): Promise<void> {
    await this.#ask(`DROP_REPLICATION_SLOT ${quoteIdentifier(name)} WAIT`);
  }

  /**
   * Streams what was committed at or after `from`. Rejects when the stream ends, resolves after `close`.
   * @throws SourceFailedError
   */
  async stream(slot: string, publication: string, from: Lsn, handlers: StreamHandlers): Promise<void> {
    const failed = Promise.withResolvers<never>();
    let hasFailed = false;
    this.#client.connection.on('copyData', ({ chunk }: { chunk: Buffer }) => {
      if (this.#isClosed || hasFailed) return;
      try {
        this.#dispatch(chunk, handlers);
      } catch (error) {
        hasFailed = true;
        failed.reject(asFault(error));
      }
    });
    const options = `proto_version '1', publication_names '${quoteIdentifier(publication)}', binary 'true'`;
    const ended = this.#query(`START_REPLICATION SLOT ${quoteIdentifier(slot)} LOGICAL ${formatLsn(from)} (${options})`);
    await Promise.race([ended, failed.promise]).catch((error: unknown) => {
      if (!this.#isClosed) throw error;
    });
    if (!this.#isClosed) throw new SourceFailedError('source-unreachable', { reason: 'stream-ended' });
  }

  sendStatus(status: StandbyStatus, nowMs: number): void {
    if (this.#isClosed) return;
    // The driver's type leaves out what it sends with.
    const connection = this.#client.connection as unknown as CopyBothConnection;
    connection.sendCopyFromChunk(encodeStatus(status, nowMs));
  }

  /** Lets the server wait: what it sends stays in the network's buffers. */
  pause(): void {
    this.#client.connection.stream.pause();
  }

  resume(): void {
    this.#client.connection.stream.resume();
  }

  close(): void {
    this.#isClosed = true;
    disconnect(this.#client);
  }

  #dispatch(chunk: Buffer, handlers: StreamHandlers): void {
    if (chunk[0] === XLOG_DATA) handlers.onMessage(chunk.subarray(XLOG_HEADER_BYTES), readLsn(chunk, 9));
    else if (chunk[0] === KEEPALIVE) handlers.onKeepalive(readLsn(chunk, 1), readMoment(chunk, 9), chunk[17] === 1);
  }

  /** Something that is answered at once. */
  #ask(text: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#query({ text, query_timeout: this.#queryTimeoutMs });
  }

  async #query(command: string | (QueryConfig & QueryTimeout)): Promise<readonly Readonly<Record<string, unknown>>[]> {
    try {
      const { rows } = await this.#client.query<Record<string, unknown>>(command);
      return rows;
    } catch (error) {
      throw asFault(error);
    }
  }
}
