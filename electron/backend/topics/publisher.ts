import type { Caller } from '../../../shared/contract/caller.ts';
import type { Consultation } from '../../../shared/contract/consultation.ts';
import type { StatusSnapshot, TopicName, Topics } from '../../../shared/contract/topics.ts';
import type { WallSettings } from '../../../shared/contract/wall.ts';
import type { TopicPublisher } from '../../../shared/rpc/served-api.ts';
import { assertFaceMayHear, assertMayAsk, assertMayReceivePersons } from '../access.ts';
import { resolveScope } from '../queries/batch-scope.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { parseTopicParams } from '../requests.ts';
import { AlertsState } from './alerts-state.ts';
import { ConsultationState } from './consultation-state.ts';
import { CoverageState } from './coverage-state.ts';
import { Publication, type Published, type SendEvent } from './publication.ts';
import { StatusState } from './status-state.ts';
import type { TopicState } from './topic-state.ts';
import { WallState } from './wall-state.ts';
import { WorkersState } from './workers-state.ts';

export interface PublisherOptions {
  readonly context: QueryContext;
  readonly readStatus: () => StatusSnapshot;
  readonly readWallSettings: () => WallSettings;
  readonly readConsultation: () => Consultation;
  readonly onFailed: (topic: TopicName, error: unknown) => void;
  /** Told of every revision that was sent, for who follows a change through the program. */
  readonly onPublished?: ((topic: TopicName, published: Published) => void) | undefined;
}

/** What is done to every publication, whatever it publishes. */
type Tended = Pick<Publication<TopicName>, 'open' | 'shut' | 'touch' | 'close'>;
type Publications = { readonly [Name in TopicName]: Map<string, Publication<Name>> };
type States = { readonly [Name in TopicName]: (params: Topics[Name]['params'], caller: Caller) => TopicState<Name> };

/**
 * Least time between two deltas. Coverage is what people wait for, and its window takes it into the next frame: one frame and 50 ms are meant from
 * the change to the screen. Positions come by the thousand, and between two of them workers walk on the map anyway. The status changes with every
 * transaction; nobody reads it more often. The whole picture of a wall is counted anew each time.
 */
const COALESCE_MS: Readonly<Record<TopicName, number>> = {
  coverage: 40,
  alerts: 100,
  workers: 250,
  status: 500,
  wall: 5000,
  consultation: 0,
};
/** These tell of something else than the replica's rows, and are told also while it holds none. */
const OWN_TOPICS: readonly TopicName[] = ['status', 'consultation'];
const TOPIC_NAMES = Object.keys(COALESCE_MS) as readonly TopicName[];
/** For how long a topic that nobody hears is kept for who comes back. */
const KEPT_UNHEARD_MS = 30_000;

/** All topics: one publication for each combination of topic, parameters and competence, shared by everybody who asks for it. */
export class Publisher implements TopicPublisher {
  readonly #options: PublisherOptions;
  readonly #publications: Publications = {
    coverage: new Map(),
    alerts: new Map(),
    workers: new Map(),
    status: new Map(),
    wall: new Map(),
    consultation: new Map(),
  };
  readonly #states: States;
  readonly #dropTimers = new Set<() => void>();
  #open: ReadonlySet<TopicName> = new Set(OWN_TOPICS);
  #lastRevision = 0;

  constructor(options: PublisherOptions) {
    const { context, readStatus, readWallSettings, readConsultation } = options;
    this.#options = options;
    this.#states = {
      coverage: ({ scope }, { competence }) => new CoverageState(context, scope, competence),
      alerts: (_, { competence }) => new AlertsState(context, competence),
      workers: (_, { competence }) => new WorkersState(context, competence),
      status: () => new StatusState(context.clock, readStatus),
      wall: (_, { competence }) => new WallState(context, competence, readWallSettings),
      consultation: () => new ConsultationState(readConsultation),
    };
  }

  subscribe<Name extends TopicName>(
    topic: Name,
    params: Topics[Name]['params'],
    caller: Caller,
    sinceRevision: number | null,
    send: SendEvent<Name>,
  ): () => void {
    const checked = parseTopicParams(topic, params);
    assertFaceMayHear(caller, topic);
    assertMayAsk(this.#options.context.city, caller, caller.competence);
    if (topic === 'workers') assertMayReceivePersons(caller);
    if (this.#open.has('coverage') && 'scope' in checked)
      resolveScope(this.#options.context.db, checked.scope, this.#options.context.clock.now());
    const { level, index } = caller.competence;
    const key = OWN_TOPICS.includes(topic) ? '' : JSON.stringify([checked, level, index]);
    const publication = this.#publications[topic].get(key) ?? this.#create(topic, key, checked, caller);
    const end = publication.subscribe(sinceRevision, send);
    return () => {
      end();
      if (publication.subscriberCount === 0) this.#dropLater(topic, key, publication);
    };
  }

  /** These can be read: everybody who waits for them is served. The others tell nothing until they are; what tells of something else goes on. */
  open(topics: readonly TopicName[] = TOPIC_NAMES): void {
    this.#open = new Set([...OWN_TOPICS, ...topics]);
    for (const topic of TOPIC_NAMES) {
      for (const publication of this.#publications[topic].values()) {
        if (this.#open.has(topic)) publication.open();
        else publication.shut();
      }
    }
  }

  touch(applied: AppliedTransaction): void {
    for (const publication of this.#all()) publication.touch(applied);
  }

  /** The status changed for another reason than a transaction. */
  statusChanged(): void {
    for (const publication of this.#publications.status.values()) publication.flushSoon();
  }

  /** The console wants something else to be seen: at once, for who stands before the wall. */
  wallSettingsChanged(): void {
    for (const publication of this.#publications.wall.values()) publication.refreshNow();
  }

  /** The pointer moved, or another frame is to be seen: nobody waits for it. */
  consultationChanged(): void {
    for (const publication of this.#publications.consultation.values()) publication.refreshNow();
  }

  close(): void {
    for (const cancel of this.#dropTimers) cancel();
    for (const publication of this.#all()) publication.close();
    for (const publications of Object.values(this.#publications)) publications.clear();
  }

  #create<Name extends TopicName>(topic: Name, key: string, params: Topics[Name]['params'], caller: Caller): Publication<Name> {
    const { context, onFailed, onPublished } = this.#options;
    const publication = new Publication<Name>({
      state: this.#states[topic](params, caller),
      clock: context.clock,
      coalesceMs: COALESCE_MS[topic],
      firstRevision: this.#lastRevision + 1,
      onFailed: (error) => onFailed(topic, error),
      onPublished: onPublished === undefined ? undefined : (published) => onPublished(topic, published),
    });
    if (this.#open.has(topic)) publication.open();
    this.#publications[topic].set(key, publication);
    return publication;
  }

  #dropLater<Name extends TopicName>(topic: Name, key: string, publication: Publication<Name>): void {
    const cancel = this.#options.context.clock.after(KEPT_UNHEARD_MS, () => {
      this.#dropTimers.delete(cancel);
      if (publication.subscriberCount > 0 || this.#publications[topic].get(key) !== publication) return;
      // A revision stands for one state in one run: the next publication goes on behind the last.
      this.#lastRevision = Math.max(this.#lastRevision, publication.revision);
      publication.close();
      this.#publications[topic].delete(key);
    });
    this.#dropTimers.add(cancel);
  }

  #all(): readonly Tended[] {
    return TOPIC_NAMES.flatMap((topic): readonly Tended[] => [...this.#publications[topic].values()]);
  }
}
