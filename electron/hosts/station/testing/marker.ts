import type { TestPlatform } from '../../platform/testing/test-platform.ts';

/**
 * Commits a batch that comes after everything that the platform has committed by now, and goes to every station. Answers its key.
 * @param step how far beyond the last one, where a platform may have lost some
 */
export function writeMarker(platform: TestPlatform, step = 1): Promise<number> {
  return platform.as('platform_writer', async (writer) => {
    const { rows } = await writer.query<{ id: string }>(
      `INSERT INTO platform.batch SELECT coalesce(max(id), 0) + $1, 'marker', now(), now(), '', '', 1 FROM platform.batch RETURNING id`,
      [step],
    );
    return Number(rows[0]?.id);
  });
}
