import { expect, it } from 'vitest';
import { ManualClock } from './manual-clock.ts';
import { RateMeter } from './rate-meter.ts';

it('tells how many a second came over the last five, and none of those before', () => {
  const clock = new ManualClock(1_800_000_000_000);
  const meter = new RateMeter(clock);
  expect(meter.perSecond()).toBe(0);
  for (let second = 0; second < 10; second += 1) {
    meter.add(60);
    meter.add(40);
    clock.advance(1000);
  }
  expect(meter.perSecond()).toBe(80);
  clock.advance(3000);
  expect(meter.perSecond()).toBe(20);
  clock.advance(1000);
  expect(meter.perSecond()).toBe(0);
});
