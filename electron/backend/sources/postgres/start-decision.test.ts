import { describe, expect, it } from 'vitest';
import { snapshotTrouble, whySnapshot, type StartFacts } from './start-decision.ts';

const CURSOR = { systemId: '7', timeline: 2, lsn: 1000, publication: 'aa', hasGaps: false };
const SLOT = { activePid: null, confirmedLsn: 900, isLost: false, safeBytes: null, keptBytes: 0, isAtRisk: false };
const FACTS: StartFacts = {
  cursor: CURSOR,
  system: { systemId: '7', timeline: 2, writtenLsn: 2000 },
  slot: SLOT,
  publication: 'aa',
  isWhole: true,
  leftTimelineAt: null,
  mostBacklogBytes: 1000,
};

describe('a replica goes on', () => {
  it('from a slot that is at or behind its cursor', () => {
    expect(whySnapshot(FACTS)).toBeNull();
    expect(whySnapshot({ ...FACTS, slot: { ...SLOT, confirmedLsn: 1000 } })).toBeNull();
  });

  it('on a promoted standby whose history left the old timeline behind the cursor', () => {
    const system = { ...FACTS.system, timeline: 3 };
    expect(whySnapshot({ ...FACTS, system, leftTimelineAt: 1000 })).toBeNull();
    expect(whySnapshot({ ...FACTS, system, leftTimelineAt: 999 })).toBe('other-history');
    expect(whySnapshot({ ...FACTS, system, leftTimelineAt: null })).toBe('other-history');
  });

  it('while columns are missing: no snapshot could be had', () => {
    expect(whySnapshot({ ...FACTS, isWhole: false, publication: 'bb' })).toBeNull();
    expect(whySnapshot({ ...FACTS, isWhole: false, cursor: { ...CURSOR, hasGaps: true } })).toBeNull();
    expect(whySnapshot({ ...FACTS, isWhole: false, mostBacklogBytes: 999 })).toBeNull();
  });
});

describe('a replica is filled anew', () => {
  it.each([
    ['nothing-here', { cursor: null }],
    ['other-system', { system: { ...FACTS.system, systemId: '8' } }],
    ['log-behind', { system: { ...FACTS.system, writtenLsn: 999 } }],
    ['slot-missing', { slot: null }],
    ['slot-lost', { slot: { ...SLOT, isLost: true } }],
    ['slot-ahead', { slot: { ...SLOT, confirmedLsn: 1001 } }],
    ['slot-ahead', { slot: { ...SLOT, confirmedLsn: null } }],
    ['publication-changed', { publication: 'bb' }],
    ['gaps', { cursor: { ...CURSOR, hasGaps: true } }],
    ['far-behind', { mostBacklogBytes: 999 }],
  ] as const)('because of %s', (reason, facts) => {
    expect(whySnapshot({ ...FACTS, ...facts })).toBe(reason);
  });

  it('and the screen says what is wrong, where something is', () => {
    expect(snapshotTrouble('nothing-here', 's')).toBeNull();
    expect(snapshotTrouble('far-behind', 's')).toBeNull();
    expect(snapshotTrouble('slot-lost', 's')).toEqual({ code: 'source-slot-lost', details: { reason: 'slot-lost', slot: 's' } });
    expect(snapshotTrouble('other-system', 's')?.code).toBe('source-wrong-platform');
    expect(snapshotTrouble('gaps', 's')?.code).toBe('source-schema-changed');
  });
});
