import type { TestPlatform } from '../../platform/testing/test-platform.ts';

/** Commits a batch that comes after everything that the platform has committed by now, and goes to every station. Answers its key. */
export function writeMarker(platform: TestPlatform): Promise<number> {
  return platform.as('platform_writer', async (writer) => {
    const { rows } = await writer.query<{ id: string }>(
      `INSERT INTO platform.batch SELECT coalesce(max(id), 0) + 1, 'marker', now(), now(), '', '', 1 FROM platform.batch RETURNING id`,
    );
    return Number(rows[0]?.id);
  });
}
