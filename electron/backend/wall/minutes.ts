import type { Caller } from '../../../shared/contract/caller.ts';
import type { ConsultationMinutes, ConsultationRecord } from '../../../shared/contract/consultation.ts';
import type { Language } from '../../../shared/contract/daily-report.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { WallSettings } from '../../../shared/contract/wall.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { Stands } from '../time/stands.ts';
import { FrozenWalls, wallAt } from './frozen-wall.ts';

export interface MinutesDeps {
  readonly context: QueryContext;
  readonly stands: Stands;
  readonly settings: WallSettings;
  readonly officeName: string;
}

/** `HS-20261123-1606`: by when the consultation began. */
function numberOf({ startedAtMs }: ConsultationRecord): string {
  return `HS-${formatDateTime(startedAtMs).slice(0, 16).replaceAll(/[-:]/g, '').replace(' ', '-')}`;
}

/** Every step of a consultation with the figures of its moment, by the same rules as on the wall. @throws CodedError `invalid-request` without one */
export async function minutesOf(
  { context, stands, settings, officeName }: MinutesDeps,
  record: ConsultationRecord | null,
  caller: Caller,
  language: Language,
): Promise<ConsultationMinutes> {
  if (record === null) throw new CodedError('invalid-request', 'there was no consultation yet');
  // Steps of one moment share its figures.
  const frozen = new FrozenWalls((asked, asOfMs) => wallAt(context, stands, asked, asOfMs, settings));
  const steps: ConsultationMinutes['steps'][number][] = [];
  for (const step of record.steps) steps.push({ step, wall: await frozen.at(step.frame.asOfMs, caller) });
  const { city, clock } = context;
  const { startedAtMs, endedAtMs } = record;
  return {
    number: numberOf(record),
    language,
    takenAtMs: clock.now(),
    cityVersion: city.version,
    home: caller.competence,
    officeName,
    record: { startedAtMs, endedAtMs },
    steps,
  };
}
