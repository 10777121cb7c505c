import type { Consultation } from '../../../shared/contract/consultation.ts';
import type { Refreshed, TopicState } from './topic-state.ts';

/** The consultation that is under way; a pointer that moves is told alone. */
export class ConsultationState implements TopicState<'consultation'> {
  readonly #read: () => Consultation;
  #told: Consultation | null = null;

  constructor(read: () => Consultation) {
    this.#read = read;
  }

  touch(): boolean {
    return false;
  }

  refresh(): Refreshed<'consultation'> {
    const before = this.#told;
    const now = this.#read();
    this.#told = now;
    if (before === null || before.frame !== now.frame || before.annotations !== now.annotations) return { kind: 'replaced' };
    return before.pointer === now.pointer ? { kind: 'unchanged' } : { kind: 'changed', delta: { pointer: now.pointer } };
  }

  snapshot(): Consultation {
    return this.#read();
  }

  forget(): void {
    this.#told = null;
  }

  nextChangeAtMs(): null {
    return null;
  }
}
