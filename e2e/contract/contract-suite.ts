import { afterEach, describe, expect, it } from 'vitest';
import type { BackendClient, ConnectionState } from '../../shared/contract/backend-client.ts';
import type { Face } from '../../shared/contract/caller.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import type { TopicEvent, TopicName } from '../../shared/contract/topics.ts';
import type { LinkOptions } from '../../shared/rpc/backend-link.ts';
import type { Channel } from '../../shared/rpc/channel.ts';
import { connectBackend } from '../../shared/rpc/connect.ts';
import { serveClient } from '../../shared/rpc/serve.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { ProbeBackend, statusAt } from './probe-backend.ts';

/** A way between a client and a backend, both in this process, over the real thing. */
export interface Transport {
  /** A new connection; the server's end goes to `accept`. */
  open(accept: (channel: Channel) => void): Promise<Channel>;
  close(): Promise<void>;
}

const FAST: Partial<LinkOptions> = { retryDelaysMs: [1] };

class Stage {
  backend = new ProbeBackend('first run');
  readonly serverChannels: Channel[] = [];
  readonly clients: BackendClient[] = [];
  opened = 0;
  isReachable = true;
  /** The first so many channels that are asked for come only when `bringLate` is called. */
  late = 0;
  bringLate: () => void = () => undefined;
  onChannel: (channel: Channel) => void = () => undefined;
  readonly transport: Transport;
  readonly face: Face;

  constructor(transport: Transport, face: Face) {
    this.transport = transport;
    this.face = face;
  }

  connect(options: Partial<LinkOptions> = {}): BackendClient {
    const client = connectBackend(
      () => {
        this.opened += 1;
        if (!this.isReachable) return Promise.reject(new Error('out of reach'));
        if (this.opened <= this.late) return new Promise<void>((resolve) => (this.bringLate = resolve)).then(() => this.#open());
        return this.#open();
      },
      { ...FAST, ...options },
    );
    this.clients.push(client);
    return client;
  }

  #open(): Promise<Channel> {
    return this.transport.open((channel) => {
      this.serverChannels.push(channel);
      this.onChannel(channel);
      serveClient(channel, this.backend.served, { face: this.face, user: 'tester', role: 'operator', competence: WHOLE_CITY });
    });
  }

  cut(): void {
    for (const channel of this.serverChannels.splice(0)) channel.close();
  }
}

function stateReached(client: BackendClient, wanted: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    if (client.state === wanted) return resolve();
    const stop = client.onState((state) => {
      if (state !== wanted) return;
      stop();
      resolve();
    });
  });
}

/** Collects a topic's events; `next(n)` resolves once n have come. */
function listen<Name extends TopicName>(client: BackendClient, topic: Name) {
  const events: TopicEvent<Name>[] = [];
  const failures: CallError[] = [];
  let wake = (): void => undefined;
  const end = client.subscribe(topic, {} as never, {
    onEvent: (event) => {
      events.push(event);
      wake();
    },
    onFailed: (error) => {
      failures.push(error);
      wake();
    },
  });
  const until = async (isReached: () => boolean): Promise<void> => {
    while (!isReached()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return {
    events,
    failures,
    end,
    received: (count: number) => until(() => events.length >= count),
    failed: () => until(() => failures.length > 0),
  };
}

/** The contract between window and backend: the same over every transport. */
export function describeContract(name: string, openTransport: () => Promise<Transport>): void {
  describe(`the contract over ${name}`, () => {
    const stages: Stage[] = [];
    const stage = async (face: Face = 'console'): Promise<Stage> => {
      const opened = new Stage(await openTransport(), face);
      stages.push(opened);
      return opened;
    };
    afterEach(async () => {
      for (const { clients, transport } of stages.splice(0)) {
        for (const client of clients) client.close();
        await transport.close();
      }
    });

    it('answers values with every number and column as it was', async () => {
      const { backend, connect } = bound(await stage());
      const value = {
        counts: [1, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e300],
        columns: { grids: new Uint16Array([1, 65_535]), ids: new Float64Array([2 ** 53, -1.5]), bytes: new Uint8Array([0, 255]) },
        name: '建邺区 · 南苑街道',
        missing: null,
      };
      backend.handle('areaCounts', () => value);
      const answer = await connect().call('areaCounts', { area: WHOLE_CITY, scope: { kind: 'today' } as never });
      expect(answer).toStrictEqual({ ok: true, value });
    });

    it('tells the backend who calls, as the host found it', async () => {
      const { backend, connect } = bound(await stage('wall'));
      backend.handle('settings', (_request, { caller }) => caller);
      expect(await connect().call('settings', {})).toMatchObject({ ok: true, value: { face: 'wall', user: 'tester' } });
    });

    it('answers coded errors with their details, and hides everything else behind `internal`', async () => {
      const { backend, connect } = bound(await stage());
      backend.handle('gridDetail', () => {
        throw new CodedError('unknown-area', 'no such grid', { grid: 99_999 });
      });
      backend.handle('trend', () => {
        throw new Error('SELECT name FROM person');
      });
      const client = connect();
      expect(await client.call('gridDetail', { grid: 99_999, scope: {} as never })).toStrictEqual({
        ok: false,
        error: { code: 'unknown-area', message: 'no such grid', details: { grid: 99_999 } },
      });
      const hidden = await client.call('trend', { area: WHOLE_CITY, days: 14 });
      expect(hidden).toMatchObject({ ok: false, error: { code: 'internal' } });
      expect(JSON.stringify(hidden)).not.toContain('SELECT');
      expect(backend.internalErrors.map(({ callName }) => callName)).toStrictEqual(['trend']);
    });

    it('does not know calls that are not in the contract', async () => {
      const { connect } = bound(await stage());
      expect(await connect().call('noSuchCall' as 'settings', {})).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
    });

    it('answers at the deadline and tells the backend to stop', async () => {
      const { backend, connect } = bound(await stage());
      const stopped = new Promise<boolean>((resolve) => {
        backend.handle(
          'search',
          (_request, { signal }) => new Promise(() => signal.addEventListener('abort', () => resolve(signal.aborted))),
        );
      });
      const client = connect();
      await client.call('settings', {});
      const answer = await client.call('search', { text: 'luhe', limit: 5 }, { deadlineMs: 30 });
      expect(answer).toMatchObject({ ok: false, error: { code: 'deadline-exceeded' } });
      expect(await stopped).toBe(true);
    });

    it('answers `cancelled` at once when the caller gives up, and tells the backend to stop', async () => {
      const { backend, connect } = bound(await stage());
      let begun: () => void = () => undefined;
      const hasBegun = new Promise<void>((resolve) => (begun = resolve));
      const stopped = new Promise<boolean>((resolve) => {
        backend.handle('search', (_request, { signal }) => {
          begun();
          return new Promise(() => signal.addEventListener('abort', () => resolve(true)));
        });
      });
      const controller = new AbortController();
      const answer = connect().call('search', { text: 'lh', limit: 5 }, { signal: controller.signal });
      await hasBegun;
      controller.abort();
      expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(await stopped).toBe(true);
    });

    it('answers hundreds of calls at once, each with its own answer', async () => {
      const { backend, connect } = bound(await stage());
      backend.handle('frozenReports', async ({ limit }) => {
        await Promise.resolve();
        return [limit];
      });
      const client = connect();
      const answers = await Promise.all(Array.from({ length: 300 }, (_, limit) => client.call('frozenReports', { limit })));
      expect(answers).toStrictEqual(Array.from({ length: 300 }, (_, limit) => ({ ok: true, value: [limit] })));
    });

    it('carries 30 MB in one answer', async () => {
      const { backend, connect } = bound(await stage());
      const pdf = new Uint8Array(30 * 1024 * 1024).fill(7);
      pdf[pdf.length - 1] = 9;
      backend.handle('printReport', () => ({ fileName: 'report.pdf', pdf }));
      const answer = await connect().call('printReport', { number: '1' });
      expect(answer.ok && Buffer.compare(answer.value.pdf, pdf)).toBe(0);
    });

    it('passes commands to the replication, and pages of what it set aside', async () => {
      const { backend, connect } = bound(await stage());
      const page = {
        total: 1,
        rows: [{ table: 'task', key: '7', reason: 'unknownValue', column: 'state', value: '复核中', committedAtMs: null }],
      };
      backend.handle('quarantine', () => page);
      backend.handle('retrySource', () => null);
      backend.handle('retryQuarantine', () => {
        throw new CodedError('source-cannot-repeat', 'it only goes forward');
      });
      const client = connect();
      expect(await client.call('quarantine', { offset: 0, limit: 10 })).toStrictEqual({ ok: true, value: page });
      expect(await client.call('retrySource', {})).toStrictEqual({ ok: true, value: null });
      expect(await client.call('retryQuarantine', { row: null })).toMatchObject({ ok: false, error: { code: 'source-cannot-repeat' } });
    });

    it('gives a topic’s snapshot, then its deltas, in order', async () => {
      const { backend, connect } = bound(await stage());
      const topic = listen(connect(), 'alerts');
      await backend.subscribed(1);
      const columns = { id: new Float64Array([1, 2]), removedIds: new Float64Array(0) };
      const sent = [
        { kind: 'snapshot', revision: 4, data: { columns } },
        { kind: 'delta', revision: 5, data: { columns, removedIds: new Float64Array([2]) } },
        { kind: 'delta', revision: 6, data: { columns, removedIds: new Float64Array([1]) } },
      ] as never[];
      for (const event of sent) backend.subscriptions[0]?.send(event);
      await topic.received(3);
      expect(topic.events).toStrictEqual(sent);
    });

    it('serves overlapping subscriptions of one topic each for itself', async () => {
      const { backend, connect } = bound(await stage());
      const client = connect();
      const [one, other] = [listen(client, 'status'), listen(client, 'status')];
      await backend.subscribed(2);
      for (const { send } of backend.subscriptions) send({ kind: 'snapshot', revision: 1, data: statusAt(1) });
      await Promise.all([one.received(1), other.received(1)]);
      one.end();
      await client.call('settings', {});
      expect(backend.subscriptions.map(({ isEnded }) => isEnded)).toStrictEqual([true, false]);
      for (const { send } of backend.subscriptions) send({ kind: 'delta', revision: 2, data: statusAt(2) });
      await other.received(2);
      expect([one.events.length, other.events.length]).toStrictEqual([1, 2]);
    });

    it('refuses a topic that this face may not have, once and for good', async () => {
      const opened = await stage('wall');
      const topic = listen(opened.connect(), 'workers');
      await topic.failed();
      expect(topic.failures.map(({ code }) => code)).toStrictEqual(['forbidden']);
      expect(opened.backend.subscriptions).toStrictEqual([]);
    });

    it('comes back after a cut and goes on where each topic stood, within one run of the backend', async () => {
      const opened = await stage();
      const client = opened.connect();
      const topic = listen(client, 'status');
      await opened.backend.subscribed(1);
      opened.backend.subscriptions[0]?.send({ kind: 'snapshot', revision: 7, data: statusAt(7) });
      await topic.received(1);
      const states: ConnectionState[] = [];
      client.onState((state) => states.push(state));
      opened.cut();
      await opened.backend.subscribed(2);
      expect(opened.backend.subscriptions.map(({ sinceRevision }) => sinceRevision)).toStrictEqual([null, 7]);
      for (const revision of [7, 8]) opened.backend.subscriptions[1]?.send({ kind: 'delta', revision, data: statusAt(revision) });
      await topic.received(2);
      expect(topic.events.map(({ revision }) => revision)).toStrictEqual([7, 8]);
      expect(states).toStrictEqual(['reconnecting', 'connected']);
      expect(opened.backend.subscriptions[0]?.isEnded).toBe(true);
    });

    it('asks a backend that was started anew for a snapshot, whatever the revision was', async () => {
      const opened = await stage();
      const topic = listen(opened.connect(), 'status');
      await opened.backend.subscribed(1);
      opened.backend.subscriptions[0]?.send({ kind: 'snapshot', revision: 900, data: statusAt(1) });
      await topic.received(1);
      opened.backend = new ProbeBackend('second run');
      opened.cut();
      await opened.backend.subscribed(1);
      expect(opened.backend.subscriptions[0]?.sinceRevision).toBe(null);
      opened.backend.subscriptions[0]?.send({ kind: 'snapshot', revision: 1, data: statusAt(2) });
      opened.backend.subscriptions[0]?.send({ kind: 'delta', revision: 2, data: statusAt(3) });
      await topic.received(3);
      expect(topic.events.map(({ kind, revision }) => [kind, revision])).toStrictEqual([
        ['snapshot', 900],
        ['snapshot', 1],
        ['delta', 2],
      ]);
    });

    it('answers `disconnected` for a call that was cut off, and does not repeat it', async () => {
      const opened = await stage();
      let times = 0;
      let begun: () => void = () => undefined;
      const hasBegun = new Promise<void>((resolve) => (begun = resolve));
      opened.backend.handle('freezeReport', () => {
        times += 1;
        begun();
        return new Promise(() => undefined);
      });
      const client = opened.connect();
      const answer = client.call('freezeReport', {} as never);
      await hasBegun;
      opened.cut();
      expect(await answer).toMatchObject({ ok: false, error: { code: 'disconnected' } });
      expect(await client.call('settings', {})).toMatchObject({ ok: true });
      expect(times).toBe(1);
    });

    it('lets calls wait for a backend that is not there yet, up to their deadline', async () => {
      const opened = await stage();
      opened.isReachable = false;
      const client = opened.connect();
      expect(await client.call('settings', {}, { deadlineMs: 25 })).toMatchObject({ ok: false, error: { code: 'disconnected' } });
      const patient = client.call('settings', {});
      opened.isReachable = true;
      expect(await patient).toMatchObject({ ok: true });
    });

    it('asks again when nobody answers who asked for a way to the backend, and closes what comes too late', async () => {
      const opened = await stage();
      opened.late = 1;
      const client = opened.connect({ openTimeoutMs: 20 });
      expect(await client.call('settings', {})).toMatchObject({ ok: true });
      const closed = new Promise<void>((resolve) => (opened.onChannel = (channel) => channel.onClose(resolve)));
      opened.bringLate();
      await closed;
      expect(await client.call('settings', {})).toMatchObject({ ok: true });
      expect(opened.opened).toBe(2);
    });

    it('refuses a window of another version of the contract and leaves it at that', async () => {
      const opened = await stage();
      const client = opened.connect({ contractVersion: CONTRACT_VERSION + 1 });
      await stateReached(client, 'refused');
      expect(await client.call('settings', {})).toMatchObject({ ok: false, error: { code: 'contract-mismatch' } });
      expect([opened.opened, opened.backend.subscriptions.length]).toStrictEqual([1, 0]);
    });

    it('stops what a client asked for when the client closes', async () => {
      const opened = await stage();
      const client = opened.connect();
      listen(client, 'status');
      await opened.backend.subscribed(1);
      const stopped = new Promise<boolean>((resolve) => {
        opened.backend.handle('search', (_request, { signal }) => {
          queueMicrotask(() => client.close());
          return new Promise(() => signal.addEventListener('abort', () => resolve(true)));
        });
      });
      expect(await client.call('search', { text: 'x', limit: 1 })).toMatchObject({ ok: false, error: { code: 'disconnected' } });
      expect(await stopped).toBe(true);
      expect(opened.backend.subscriptions[0]?.isEnded).toBe(true);
    });
  });
}

/** A stage's parts under their own names, where a test uses nothing else of it. */
function bound(stage: Stage): { readonly backend: ProbeBackend; readonly connect: (options?: Partial<LinkOptions>) => BackendClient } {
  return { backend: stage.backend, connect: (options) => stage.connect(options) };
}
