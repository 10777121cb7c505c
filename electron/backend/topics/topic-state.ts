import type { TopicName, Topics } from '../../../shared/contract/topics.ts';
import type { AppliedTransaction } from '../replication/applied.ts';

/** What a refresh found. `replaced` asks for a new snapshot: the change cannot be told as a delta. */
export type Refreshed<Name extends TopicName> =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly delta: Topics[Name]['delta'] }
  | { readonly kind: 'replaced' };

/**
 * What one topic shows to everybody who asks with the same parameters and competence. It remembers what it sent last, so that a delta holds
 * what differs and nothing else.
 */
export interface TopicState<Name extends TopicName> {
  /** Notes what a transaction touched; cheap, nothing is read yet. Answers whether a refresh is due. */
  touch(applied: AppliedTransaction): boolean;
  /** Reads what was touched, or everything the first time. */
  refresh(): Refreshed<Name>;
  /** What was last refreshed, as copies that nobody changes later. */
  snapshot(): Topics[Name]['snapshot'];
  /** A refresh failed half-way: what was touched is lost, and the next refresh reads everything and answers `replaced`. */
  forget(): void;
  /** When time alone will change something (a due time, midnight); null for never. Asked after every refresh. */
  nextChangeAtMs(): number | null;
}
