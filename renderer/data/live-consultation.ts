import type { Consultation } from '../../shared/contract/consultation.ts';
import type { TopicEvent } from '../../shared/contract/topics.ts';
import { ChangeSignal } from './change-signal.ts';

/** The consultation that is under way, kept by the topic `consultation`. Frame and annotations keep their identity while the pointer moves. */
export class ConsultationView extends ChangeSignal {
  current: Consultation = { frame: null, annotations: [], pointer: null };
  /** How many consultations have begun: what belongs to an earlier one is not shown in a later. */
  begun = 0;

  apply(event: TopicEvent<'consultation'>): void {
    const before = this.current.frame;
    this.current = event.kind === 'snapshot' ? event.data : { ...this.current, ...event.data };
    if (before === null && this.current.frame !== null) this.begun += 1;
    this.markChanged();
  }
}
