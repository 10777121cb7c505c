import { describe, expect, it } from 'vitest';
import type { AreaCounts } from '../../shared/domain/area-counts.ts';
import { changeText, durationText, rateText, shareText, shortDigest } from './figure-text.ts';
import { reportText } from './i18n/report-text.ts';

const text = reportText('zh-CN');

function counts(listed: number, verified: number, withdrawn = 0): AreaCounts {
  const none = { pushed: 0, assigned: 0, inProgress: 0, unreachable: 0, deferred: 0, overdue: 0, unplaced: 0, outcomes: [] };
  return { ...none, listed, verified, verifiedOnTime: verified, withdrawn };
}

describe('figures on paper', () => {
  it('says no data where nothing is due, never 0% nor 100%', () => {
    expect(rateText(counts(3, 0, 3), 'withDeferred', text)).toBe('无数据');
    expect(shareText(3, counts(3, 0, 3), text)).toBe('–');
    expect(rateText(counts(4, 0), 'withDeferred', text)).toBe('0.0%');
  });

  it('shows a change with its sign, and none where one of the days has no data', () => {
    expect(changeText(counts(1000, 500), counts(1000, 518), text)).toBe('−1.8');
    expect(changeText(counts(1000, 506), counts(1000, 500), text)).toBe('+0.6');
    expect(changeText(counts(1000, 500), counts(1000, 500), text)).toBe('0.0');
    expect(changeText(counts(1000, 500), null, text)).toBe('–');
    expect(changeText(counts(1000, 500), counts(0, 0), text)).toBe('–');
  });

  it('writes durations as minutes and seconds, with hours when there are any', () => {
    expect([41_000, 118_000, 3_912_000].map(durationText)).toEqual(['0:41', '1:58', '1:05:12']);
  });

  it('prints the first sixteen digits of a digest in groups of four', () => {
    expect(shortDigest('3f2a91bc0d447e10ffffffff')).toBe('3F2A 91BC 0D44 7E10');
  });
});
