import { describe, expect, it } from 'vitest';
import { scaleForWidth, widthClassOf } from './appearance.ts';

describe('the interface scale', () => {
  it('doubles on a screen twice as wide, so that the layout stays the same', () => {
    expect(scaleForWidth(1920)).toBe(100);
    expect(scaleForWidth(2560)).toBe(130);
    expect(scaleForWidth(3840)).toBe(200);
    expect(widthClassOf(3840, scaleForWidth(3840))).toBe('wide');
  });

  it('never shrinks text below its drawn size by itself, nor grows beyond the range', () => {
    expect(scaleForWidth(1024)).toBe(100);
    expect(scaleForWidth(7680)).toBe(200);
  });

  it('leaves the side panels their room down to 1366 pixels', () => {
    expect(widthClassOf(1366, 100)).toBe('medium');
    expect(widthClassOf(1365, 100)).toBe('narrow');
    expect(widthClassOf(1920, 150)).toBe('narrow');
  });
});
