import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Classing } from '../../shared/domain/classing.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { LAYER_IDS } from '../../shared/domain/layers.ts';
import { METRIC_IDS } from '../../shared/domain/metrics.ts';
import { RATE_RULES } from '../../shared/domain/rates.ts';
import type { SecondMoment } from '../stores/second-map.store.ts';
import { formatDeepLink, linkIn, parseDeepLink } from './deep-link.ts';

const scopes = fc.oneof<fc.Arbitrary<BatchScope>[]>(
  fc.constant({ kind: 'today' }),
  fc.constant({ kind: 'all' }),
  fc.integer({ min: 0, max: 40_000 }).map((day) => ({ kind: 'day', day })),
  fc.integer({ min: 1, max: 1e9 }).map((batchId) => ({ kind: 'batch', batchId })),
);

const secondMoments = fc.oneof<fc.Arbitrary<SecondMoment>[]>(
  fc.constant({ kind: 'same' }),
  fc.constant({ kind: 'yesterday' }),
  fc.constant({ kind: 'otherBatch' }),
  fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => ({ kind: 'at', atMs: seconds * 1000 })),
);

describe('a deep link', () => {
  it('gives back what was put into it', () => {
    const links = fc.record({
      code: fc.stringMatching(/^[0-9A-Za-z-]{1,20}$/),
      scope: scopes,
      comparedBatchId: fc.integer({ min: 1, max: 1e9 }),
      rule: fc.constantFrom(...RATE_RULES),
      metric: fc.constantFrom(...METRIC_IDS),
      classing: fc.oneof(
        fc.constantFrom('quantile', 'equalInterval', 'naturalBreaks').map((method): Classing => ({ method, manualBreaks: [] })),
        fc
          .array(
            fc.integer({ min: -100, max: 10_000 }).map((value) => value / 100),
            { minLength: 1, maxLength: 4 },
          )
          .map((manualBreaks): Classing => ({ method: 'manual', manualBreaks })),
      ),
      layers: fc.subarray([...LAYER_IDS]),
      camera: fc.record({
        longitude: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((value) => value / 1e5),
        latitude: fc.integer({ min: -8_500_000, max: 8_500_000 }).map((value) => value / 1e5),
        zoom: fc.integer({ min: 0, max: 2400 }).map((value) => value / 100),
      }),
      atMs: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
      picked: fc.record({
        cityVersion: fc.stringMatching(/^[0-9a-f]{8}$/),
        grids: fc.uniqueArray(fc.nat(12_409), { minLength: 1, maxLength: 40 }).map((grids) => grids.toSorted((one, other) => one - other)),
      }),
      second: fc.record({ metric: fc.constantFrom(...METRIC_IDS), moment: secondMoments }),
    });
    fc.assert(
      fc.property(links, (link) => {
        expect(parseDeepLink(formatDeepLink(link))).toEqual(link);
      }),
    );
  });

  it('never throws and never invents an area', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const link = parseDeepLink(`#/area/${text}`);
        expect(link === null || link.code.length > 0).toBe(true);
      }),
    );
    expect(parseDeepLink('#token=abc')).toBeNull();
    expect(parseDeepLink('')).toBeNull();
  });

  it('leaves out what it does not understand', () => {
    expect(parseDeepLink('#/area/320106?scope=day:2026-02-30&rule=mine&metric=wealth&layers=coverage,secret&map=1,2')).toEqual({
      code: '320106',
      layers: ['coverage'],
    });
  });

  it.each([
    [
      'http://127.0.0.1:40123/?lang=zh-CN#/area/320106009?scope=all&map=118.76,32.08,13.5',
      '#/area/320106009?scope=all&map=118.76,32.08,13.5',
    ],
    ['  看这里：app://command-center/index.html#/area/320106 谢谢', '#/area/320106'],
    ['#/area/320106', '#/area/320106'],
    ['#/area/', null],
    ['六合区', null],
    ['', null],
  ])('is found in %j', (text, link) => {
    expect(linkIn(text)).toBe(link);
  });
});
