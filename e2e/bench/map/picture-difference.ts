import type { Browser } from '@playwright/test';

/** A channel may differ by so much, of 255: rounding of blended colours. */
const CHANNEL_TOLERANCE = 24;

/** Share of the pixels, 0…1, in which two PNGs of the same size differ. */
export async function pictureDifference(browser: Browser, first: Buffer, second: Buffer): Promise<number> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      async ([one, other, tolerance]) => {
        const pixelsOf = async (base64: string): Promise<Uint8ClampedArray> => {
          const response = await fetch(`data:image/png;base64,${base64}`);
          const picture = await createImageBitmap(await response.blob());
          const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d', { willReadFrequently: true });
          context?.drawImage(picture, 0, 0);
          return context?.getImageData(0, 0, picture.width, picture.height).data ?? new Uint8ClampedArray(0);
        };
        const [left, right] = [await pixelsOf(one), await pixelsOf(other)];
        if (left.length !== right.length) return 1;
        let different = 0;
        for (let index = 0; index < left.length; index += 4) {
          for (let channel = 0; channel < 3; channel++) {
            if (Math.abs((left[index + channel] ?? 0) - (right[index + channel] ?? 0)) <= tolerance) continue;
            different++;
            break;
          }
        }
        return different / (left.length / 4);
      },
      [first.toString('base64'), second.toString('base64'), CHANNEL_TOLERANCE] as const,
    );
  } finally {
    await page.close();
  }
}
