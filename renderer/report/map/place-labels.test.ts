import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels, type PlacedLabel } from './place-labels.ts';

const FRAME = { frame: { left: 0, top: 0, right: 344, bottom: 348 }, fontSize: 8, taken: [{ left: 0, top: 326, right: 104, bottom: 348 }] };

const requests = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 344 }), y: fc.integer({ min: 0, max: 348 }), length: fc.integer({ min: 2, max: 7 }) }),
  { maxLength: 40 },
);

function boxOf({ x, y, width }: PlacedLabel) {
  return { left: x - width / 2, right: x + width / 2, top: y - FRAME.fontSize / 2, bottom: y + FRAME.fontSize / 2 };
}

describe('placeLabels', () => {
  it('lets no label overlap another, the scale bar or the frame', () => {
    fc.assert(
      fc.property(requests, (given) => {
        const labels = placeLabels(
          given.map(({ x, y, length }) => ({ text: '街'.repeat(length), shortText: '街', x, y })),
          FRAME,
        );
        const boxes = [...labels.map(boxOf), ...FRAME.taken];
        boxes.forEach((box, index) => {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(FRAME.frame.right);
          for (const other of boxes.slice(index + 1)) {
            const overlap = box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
            expect(overlap).toBe(false);
          }
        });
      }),
    );
  });

  it('leaves a label that has room on its point and in full', () => {
    const [label] = placeLabels([{ text: '宁海路街道', shortText: '宁海路', x: 150, y: 100 }], FRAME);
    expect(label).toMatchObject({ text: '宁海路街道', x: 150, y: 100 });
  });

  it('says a name in short where only that fits', () => {
    const narrow = { ...FRAME, frame: { left: 0, top: 0, right: 30, bottom: 348 }, taken: [] };
    const [label] = placeLabels([{ text: '热河南路街道', shortText: '热河', x: 15, y: 100 }], narrow);
    expect(label?.text).toBe('热河');
  });
});
