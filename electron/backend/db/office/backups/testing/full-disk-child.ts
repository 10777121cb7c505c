// Copies office.db on a disk that fills up and gets room again; says what became of it as JSON.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodeOf } from '../../../../files/system-error.ts';
import { DatabaseKey } from '../../../database-key.ts';
import { openOffice } from '../../office.ts';
import { takeBackup, verifyBackup } from '../take-backup.ts';

const CHUNK = new Uint8Array(64 * 1024);
const [folder = ''] = process.argv.slice(2);
const key = DatabaseKey.random();
const by = { user: 'duty', atMs: 1 };
const filler = join(folder, 'filler');

function attempt(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    return errorCodeOf(error);
  }
}

function fillDisk(): void {
  for (let chunk = 0; ; chunk += 1) {
    try {
      writeFileSync(`${filler}${chunk}`, CHUNK);
    } catch {
      return;
    }
  }
}

const office = openOffice({ folder, key, nowMs: 1 });
for (let index = 0; index < 100; index += 1) office.settings.save(`s${index}`, 'x'.repeat(3000), by);
const copy = () => takeBackup({ officePath: office.path, key, nowMs: 1 });
const outcomes = [attempt(copy)];
office.settings.save('theme', 'saved before the disk was full', by);
fillDisk();
outcomes.push(attempt(copy), attempt(copy));
const whileFull = readdirSync(office.backups.path).sort();
for (const backup of office.backups.list()) verifyBackup(office.backups.pathOf(backup), key);
for (const name of readdirSync(folder)) if (name.startsWith('filler')) rmSync(join(folder, name));
outcomes.push(attempt(copy));
for (const backup of office.backups.list()) verifyBackup(office.backups.pathOf(backup), key);
office.close();
const kept = openOffice({ folder, key, nowMs: 1 });
const theme = kept.settings.get('theme');
kept.close();
process.stdout.write(JSON.stringify({ outcomes, whileFull, copies: readdirSync(office.backups.path).length, theme }));
