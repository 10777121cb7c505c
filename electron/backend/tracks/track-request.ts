import type { Caller } from '../../../shared/contract/caller.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { TrackRequest, TrackSubject } from '../../../shared/contract/tracks.ts';
import { formatDay } from '../../../shared/domain/time.ts';
import { assertMayAsk, assertMayChange, assertMayReceivePersons } from '../access.ts';
import { sql } from '../db/sql.ts';
import type { QueryContext } from '../queries/query-context.ts';

/** Of many grids the log keeps how many there were beside the first ones. */
const GRIDS_NAMED = 20;

/** `worker 1204 2026-11-23`, `grids 3201…,3201… 2026-11-23`: numbers and codes, never a name. */
export function subjectText({ city }: QueryContext, { subject, day }: Pick<TrackRequest, 'subject' | 'day'>): string {
  if (subject.kind === 'worker') return `worker ${subject.workerId} ${formatDay(day)}`;
  const named = subject.grids.slice(0, GRIDS_NAMED).map((grid) => city.grids.code[grid] ?? '');
  const more = subject.grids.length - named.length;
  return `grids ${named.join()}${more > 0 ? ` +${more}` : ''} ${formatDay(day)}`;
}

/** @throws CodedError `forbidden`, `unknown-area`; `invalid-request` when there is nobody of this number */
export function assertMayOpen({ city, db }: QueryContext, subject: TrackSubject, caller: Caller): void {
  assertMayChange(caller);
  assertMayReceivePersons(caller);
  if (subject.kind === 'grids') {
    for (const index of subject.grids) assertMayAsk(city, caller, { level: 'grid', index });
    return;
  }
  const home = db.value<number>(sql`SELECT grid FROM worker WHERE id = ${subject.workerId}`);
  if (home === undefined) throw new CodedError('invalid-request', 'the roster has nobody of this number', { workerId: subject.workerId });
  assertMayAsk(city, caller, home < 0 ? caller.competence : { level: 'grid', index: home });
}
