import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Room for what the child saves, its log and a copy. */
const DISK = 'size=4m';
const child = fileURLToPath(new URL('./testing/full-disk-child.ts', import.meta.url));

/** A disk of its own, which needs Linux and the right to make a namespace. */
const canMount = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0;

test.runIf(canMount)('a full disk stops copies and loses nothing; once there is room they go on (needs Linux with namespaces)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const script = `mount -t tmpfs -o ${DISK} tmpfs "$1" && exec "$2" "$3" "$1"`;
  const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', folder, process.execPath, child], { encoding: 'utf8' });
  rmdirSync(folder);
  expect(JSON.parse(stdout || JSON.stringify(stderr))).toEqual({
    outcomes: ['done', 'disk-full', 'disk-full', 'done'],
    whileFull: ['office-000001-1970-01-01T08-00-00.db'],
    copies: 2,
    theme: 'saved before the disk was full',
  });
});
