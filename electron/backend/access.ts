import type { City } from '../../shared/city/city.ts';
import type { CallName } from '../../shared/contract/backend-api.ts';
import type { Caller, Face, Role } from '../../shared/contract/caller.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import type { TopicName } from '../../shared/contract/topics.ts';
import { areaCode, type AreaRef, isWithin } from '../../shared/domain/areas.ts';

/** Which faces may be given a row about a person, masked. The wall and the report show counts only. */
const RECEIVES_PERSONS: { readonly [Name in Face]: boolean } = { console: true, wall: false, report: false, commandLine: true };

/** All that the wall is answered and told: everybody who passes by reads it, and nobody is logged in. */
const WALL_CALLS: readonly CallName[] = ['session', 'officeLock', 'wallDay', 'frozenWall'];
const WALL_TOPICS: readonly TopicName[] = ['wall', 'status', 'consultation'];

/** @throws CodedError `forbidden` for what the wall's face is never given */
export function assertFaceMayCall({ face }: Caller, name: CallName): void {
  if (face === 'wall' && !WALL_CALLS.includes(name)) throw new CodedError('forbidden', `the wall is never answered ${name}`, { face });
}

/** @throws CodedError `forbidden` for what the wall's face is never told */
export function assertFaceMayHear({ face }: Caller, topic: TopicName): void {
  if (face === 'wall' && !WALL_TOPICS.includes(topic)) throw new CodedError('forbidden', `the wall is never told ${topic}`, { face });
}

export function mayReceivePersons(caller: Caller): boolean {
  return RECEIVES_PERSONS[caller.face];
}

/** @throws CodedError `forbidden` for a face that shows counts only. */
export function assertMayReceivePersons(caller: Caller): void {
  if (mayReceivePersons(caller)) return;
  throw new CodedError('forbidden', `the ${caller.face} face is never given rows about persons`, { face: caller.face });
}

/** @throws CodedError `forbidden` for a face that nobody operates. */
export function assertMayChange(caller: Caller): void {
  if (caller.face === 'console' || caller.face === 'commandLine') return;
  throw new CodedError('forbidden', `the ${caller.face} face changes nothing`, { face: caller.face });
}

const MAINTAINS: { readonly [Name in Role]: boolean } = { operator: true, administrator: true, director: false, auditor: false };

/** @throws CodedError `forbidden` for a face that nobody operates, and for roles that only look. */
export function assertMayMaintain(caller: Caller): void {
  assertMayChange(caller);
  if (!MAINTAINS[caller.role])
    throw new CodedError('forbidden', `the role ${caller.role} does not maintain the replica`, { role: caller.role });
}

function areaExists(city: City, { level, index }: AreaRef): boolean {
  const count = {
    city: 1,
    district: city.districts.count,
    street: city.streets.count,
    community: city.communities.count,
    grid: city.grids.count,
  }[level];
  return Number.isInteger(index) && index >= 0 && index < count;
}

/** @throws CodedError `unknown-area` when the city has no such area, `forbidden` when it lies outside the caller's competence. */
export function assertMayAsk(city: City, caller: Caller, area: AreaRef): void {
  if (!areaExists(city, area)) {
    throw new CodedError('unknown-area', 'the city has no such area', { level: area.level, index: area.index });
  }
  if (!isWithin(city, area, caller.competence)) {
    throw new CodedError('forbidden', 'the area is outside the area of competence', { area: areaCode(city, area) });
  }
}
