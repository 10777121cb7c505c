import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shrinkPng } from '../../scripts/build-city/png-palette.ts';
import { machine } from '../fixtures/machine.ts';

const FOLDER = join(machine.root, 'docs', 'pictures');
const BYTES_LIMIT = 350_000;

/** Writes docs/pictures/<name>.png in as few colours as it needs, and says so when it is too large for a repository. */
export function savePicture(name: string, shown: Buffer): void {
  const picture = shrinkPng(shown);
  writeFileSync(join(FOLDER, `${name}.png`), picture);
  const verdict = picture.length > BYTES_LIMIT ? ` MORE THAN ${BYTES_LIMIT}` : '';
  process.stdout.write(`${name}.png: ${picture.length} bytes${verdict}\n`);
}
